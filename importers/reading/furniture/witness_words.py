"""What each testimony says, in words for whoever looks at a page."""

from __future__ import annotations

from ..model.segments import Outcome, Segment, Testimony

OUTCOMES: dict[Outcome, str] = {"placed": "med", "dropped": "utelämnat", "doubtful": "med, tveksamt"}
_WORDS = {
    "structure": {
        "frame": "står i sidans ram (meny, sidhuvud eller sidfot)",
        "unseen": "visas inte i webbläsaren",
        "aside": "står vid sidan av, i en aside",
        "article": "står i en article",
        "main": "står i sidans main",
    },
    "names": {
        "frame": "sidan kallar det meny, sidfot eller liknande",
        "doubted": "sidan kallar det något annat än text",
    },
    "tag": {
        "paragraph": "är ett stycke",
        "heading": "är en rubrik",
        "entry": "är en rad i en lista",
        "cell": "är en ruta i en tabell",
        "caption": "är en bildtext",
        "quote": "är ett citat",
        "control": "hör till ett formulär",
        "box": "är en ruta utan slag",
    },
    "place": {
        "inside named": "står där sidan säger att texten är",
        "inside main": "står i sidans huvuddel",
        "inside words": "står där mest löpande text är",
        "outside": "står utanför texten",
        "beside": "står bredvid texten",
    },
    "profile": {
        "inside": "står där profilen finner texten",
        "outside": "står utanför det som profilen finner",
        "beside": "står bredvid det som profilen finner",
    },
    "trafilatura": {"takes": "trafilatura tar med det", "leaves": "trafilatura utelämnar det"},
    "links": {
        "none": "har inga länkar",
        "some": "har någon länk",
        "most": "är mest länkar",
        "all": "är bara länkar",
    },
    "shape": {
        "sentences": "är flera meningar",
        "sentence": "är en mening",
        "sentence, short": "är en kort mening",
        "phrase": "är ord utan mening",
        "words": "är några ord",
    },
    "lines": {
        "furniture": "är en rad som många webbplatser har",
        "contact": "säger hur någon nås",
        "person": "är ett namn",
        "speech": "är ett yttrande",
        "says so": "handlar om webbplatsen",
    },
    "data": {"said": "står i sidans egna uppgifter", "not said": "står inte i sidans egna uppgifter"},
    "neighbours": {
        "none": "har ingen text bredvid sig",
        "one": "har text på ena sidan",
        "both": "har text på båda sidor",
    },
    "controls": {"asks": "ber om något (formulär eller knapp)"},
    "recurs": {"often": "står på många sidor i källan"},
    "line shape": {
        "sentences": "är flera meningar",
        "sentence": "är en mening",
        "sentence, short": "är en kort mening",
        "phrase": "är ord utan mening",
        "words": "är några ord",
    },
    "line place": {
        "over title": "står över rubriken",
        "over text": "står mellan rubriken och texten",
        "amid": "står i texten",
        "below text": "står under texten",
        "no text": "står där ingen löpande text är",
    },
    "line block": {
        "heading over text": "är en rubrik över text",
        "heading over lines": "är en rubrik över korta rader",
        "heading over heading": "är en rubrik över en rubrik",
        "heading over contact": "är en rubrik över en kontakt",
        "heading over links": "är en rubrik över länkar",
        "heading over list": "är en rubrik över en lista",
        "heading over table": "är en rubrik över en tabell",
        "heading over nothing": "är en rubrik som inget står under",
        "paragraph": "är ett stycke",
        "list": "är en rad i en lista",
        "contact": "står i en kontakt",
        "links": "står bland länkar",
        "table": "står i en tabell",
        "quote": "är ett citat",
        "faq": "är en fråga eller ett svar",
    },
    "line neighbours": {
        "none": "har text på båda sidor",
        "one": "står bredvid en rad som inte hör dit",
        "both": "står mellan rader som inte hör dit",
    },
    "line words": {
        "most taken up": "handlar om det som texten handlar om",
        "some taken up": "har något ord gemensamt med texten",
        "not taken up": "handlar om något annat än texten",
        "not taken up, at the edge": "handlar om något annat än texten och står utanför den",
    },
    "line form": {
        "furniture": "är en rad som många webbplatser har",
        "contact": "säger hur någon nås",
        "person": "är ett namn",
    },
    "line twice": {"often": "står mer än en gång"},
    "rules": {
        "kept": "ingen regel utelämnar det",
        "left as frame": "en regel utelämnar det som sidans ram",
        "left by name": "en regel utelämnar det för vad det kallas",
        "left by profile": "profilen utelämnar det",
        "left as links": "en regel utelämnar det som länkar till annat",
        "left as line": "en regel utelämnar raden",
        "left outside": "en regel utelämnar det som står utanför texten",
        "left at edge": "en regel utelämnar det som står vid textens kant",
    },
}


def in_words(testimony: Testimony) -> str:
    """What a testimony says, in Swedish; as it is named where there are no words for it."""
    return _WORDS.get(testimony.witness, {}).get(testimony.says, f"{testimony.witness}: {testimony.says}")


def ground_of(segment: Segment) -> str:
    """What speaks most against a segment that is kept in doubt; "" where nothing does."""
    heaviest = segment.heaviest_against
    return in_words(heaviest) if heaviest is not None else ""


def told(segment: Segment) -> str:
    """What became of a segment, how sure that is, and what each witness says and adds: the heaviest first."""
    pairs = sorted(zip(segment.weights, segment.testimonies, strict=True), key=lambda pair: -abs(pair[0]))
    said = "; ".join(f"{in_words(one)} ({weight:+.1f})" for weight, one in pairs)
    return f"{OUTCOMES[segment.outcome]}, säkerhet {segment.certainty:.2f}: {said}"
