"""Words of civics English that matter to a question writer."""

FLUFF_VERBS = frozenset(
    "aim seek hope emphasise emphasize underscore highlight symbolise symbolize represent reflect mark address focus "
    "strive foster enhance navigate signal involve underline stress demonstrate reaffirm embark explore".split()
)
VAGUE_NOUNS = frozenset(
    "act bill law court commission committee amendment vote measure text document process agreement plan system rule "
    "change right union movement campaign meeting visit summit decision case answer limit term body authority officer "
    "official issue method story year date day time idea one definition first second third two three others other "
    "former latter petition election office convention congress".split()
)
ABSTRACT_NOUNS = frozenset(
    "importance relationship relations cooperation significance stability context approach role effort opportunity "
    "engagement dialogue future era moment step issue challenge concern development landscape".split()
)
# Heads of long names that texts shorten to "the Court", "the Act".
BODY_NOUNS = frozenset(
    "court act commission council assembly amendment declaration convention committee union constitution senate board "
    "congress agency bank parliament charter league party house tribunal authority bureau ministry department".split()
)
