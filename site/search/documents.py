"""What the search index is given of an object: the texts that visitors see of it, as Swedish stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.query import PlainText

from .texts import Texts
from .words import Term, indexed, terms

TITLE_BOOST = 100  # the greatest of all


class ForgivingText(PlainText):
    """Words that may be written without å, ä and ö, and then also find those that have them."""


class Asked(PlainText):
    """What somebody asked, as the words to look for with their other forms. `forgiving` as of `ForgivingText`."""

    def __init__(self, text: str, operator: str, wanted: Sequence[Term], *, forgiving: bool = False) -> None:
        super().__init__(text, operator=operator)
        self.wanted, self.forgiving = list(wanted), forgiving


def wanted_of(query: PlainText) -> list[Term]:
    """The words that a question looks for."""
    return query.wanted if isinstance(query, Asked) else terms(query.query_string)


def forgives(query: PlainText) -> bool:
    """Whether the asker may have left out the dots and rings of å, ä and ö."""
    return isinstance(query, ForgivingText) or getattr(query, "forgiving", False)


class Document:
    """An object as the index is to see it. It stands in for the object where Wagtail reads its fields' values."""

    def __init__(self, instance: Any, texts: Texts, *, title_in_body: bool) -> None:
        self.instance, self.pk, self.texts, self.title_in_body = instance, instance.pk, texts, title_in_body

    def get_search_fields(self) -> list[Any]:
        """The fields as Wagtail reads them: what is searched for as stems, what is typed as it is, nothing else."""
        instance, texts = self.instance, self.texts
        fields: list[Any] = []
        for field in texts.fields:
            if isinstance(field, SearchField):
                stems = indexed(" ".join(texts.own(instance, field)))
                fields.append(Given(field.field_name, stems, field.boost))
                if field.field_name == "title" and self.title_in_body:
                    fields.append(Given("title_in_body", stems, TITLE_BOOST))
            elif isinstance(field, AutocompleteField):
                fields.append(GivenAsTyped(field.field_name, field.get_value(instance)))
            elif not isinstance(field, RelatedFields):
                fields.append(field)
        beside: dict[Any, list[str]] = defaultdict(list)
        for found in texts.beside(instance):
            beside[found.field.boost].append(found.text)
        fields += [Given("beside", indexed(" ".join(said)), boost) for boost, said in beside.items()]
        return [*fields, *(GivenAsTyped("beside", text) for text in texts.typed(instance))]


def documents(instances: Sequence[Any], *, title_in_body: bool = False) -> list[Document]:
    """The objects, all of one model, for `add_items`. With `title_in_body` the title stands in the body too, with the
    greatest weight, so that one index holds all words of an object."""
    texts = Texts(instances)
    return [Document(instance, texts, title_in_body=title_in_body) for instance in instances]


class Given(SearchField):
    """A searchable field with its words."""

    def __init__(self, name: str, words: str, boost: float | None) -> None:
        super().__init__(name, boost=boost)
        self.words = words

    def get_value(self, obj: Any) -> str:
        return self.words


class GivenAsTyped(AutocompleteField):
    """A field whose words are found as they are typed."""

    def __init__(self, name: str, value: Any) -> None:
        super().__init__(name)
        self.value = value

    def get_value(self, obj: Any) -> Any:
        return self.value
