"""The nouns that say that something is an effort: a project, an initiative, a method."""

NOUN = (
    r"(?:[\w-]*projekt(?:et)?|[\w-]*satsning(?:en)?|[\w-]*insats(?:en)?|[\w-]*modell(?:en)?|metod(?:en)?|[\w-]*initiativ(?:et)?|"
    r"[\w-]*program(?:met)?|kampanj(?:en)?|förstudie(?:n)?|pilot(?:en)?|koncept(?:et)?|mötesplats(?:en)?|arbetssätt(?:et)?)"
)
