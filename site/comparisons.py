"""How fields of ours are compared between two versions of a page."""

from wagtail.admin.compare import TextFieldComparison, diff_text


class WrittenValueComparison(TextFieldComparison):
    """For fields whose value is an object: compared as it is written, with nothing for the unknown."""

    def htmldiff(self) -> str:
        """The difference as HTML."""
        before, after = (str(value) if value else "" for value in (self.val_a, self.val_b))
        return diff_text(before, after).to_html()
