namespace Isl.Grains.Discovery.Knowledge.Vocabulary;

/// <summary>The forms of English verbs.</summary>
internal static class Conjugation
{
    /// <summary>Base, past and participle where they follow no rule; a gerund where it doubles against the rule stands fourth.</summary>
    private static readonly Dictionary<string, string[]> Irregular = (
        "drive drove driven|lead led led|feed fed fed|grow grew grown|arise arose arisen|come came come|cut cut cut|hurt hurt hurt|set set set|"
        + "bring brought brought|give gave given|make made made|keep kept kept|get got got|let let let|rise rose risen|fall fell fallen|"
        + "sink sank sunk|go went gone|spend spent spent|buy bought bought|do did done|have had had|eat ate eaten|drink drank drunk|"
        + "take took taken|sell sold sold|see saw seen|pay paid paid|know knew known|find found found|show showed shown|think thought thought|"
        + "say said said|feel felt felt|begin began begun|mean meant meant|choose chose chosen|become became become|spring sprang sprung|"
        + "understand understood understood|put put put|build built built|send sent sent|bear bore borne|spell spelt spelt|leave left left|"
        + "hold held held|bid bid bid|pull pulled pulled|run ran run|quit quit quit|beget begot begotten|underlie underlay underlain|"
        + "prove proved proven|speed sped sped|undercut undercut undercut|shrink shrank shrunk|lay laid laid|forecast forecast forecast|"
        + "spread spread spread|swell swelled swollen|shoot shot shot|creep crept crept|seek sought sought|breed bred bred|burst burst burst")
        .Split('|')
        .Select(row => row.Split(' '))
        .ToDictionary(row => row[0], StringComparer.Ordinal);

    /// <summary>Verbs that double their last letter before "ed" and "ing".</summary>
    private static readonly HashSet<string> Doubling =
    [
        "stem", "control", "cut", "set", "spur", "let", "drop", "get", "run", "stop", "compel", "put", "bid", "quit", "plan", "dip", "deter",
        "propel", "undercut", "prop", "begin",
    ];

    /// <summary>Every form of a verb. A word that is several forms is given for each.</summary>
    public static IEnumerable<(string Word, VerbForm Form)> Of(string verb)
    {
        var (past, participle) = Irregular.TryGetValue(verb, out var row) ? (row[1], row[2]) : (Past(verb), Past(verb));
        var forms = new List<(string Word, VerbForm Form)>
        {
            (verb, VerbForm.Base),
            (Third(verb), VerbForm.Third),
            (past, VerbForm.Past),
            (participle, VerbForm.Participle),
            (Gerund(verb), VerbForm.Gerund),
        };
        return forms.GroupBy(form => form.Word, (word, same) => (word, same.Aggregate(VerbForm.None, (all, one) => all | one.Form)));
    }

    private static string Third(string verb) => verb switch
    {
        "have" => "has",
        "do" => "does",
        "go" => "goes",
        _ when EndsInConsonantY(verb) => verb[..^1] + "ies",
        _ when verb[^1] is 's' or 'x' or 'z' || EndsIn(verb, "ch") || EndsIn(verb, "sh") => verb + "es",
        _ => verb + "s",
    };

    private static string Past(string verb) => verb switch
    {
        _ when EndsInConsonantY(verb) => verb[..^1] + "ied",
        _ when verb[^1] == 'e' => verb + "d",
        _ when Doubling.Contains(verb) => verb + verb[^1] + "ed",
        _ => verb + "ed",
    };

    private static string Gerund(string verb) => verb switch
    {
        "underlie" => "underlying",
        "see" or "agree" => verb + "ing",
        _ when verb[^1] == 'e' => verb[..^1] + "ing",
        _ when Doubling.Contains(verb) => verb + verb[^1] + "ing",
        _ => verb + "ing",
    };

    private static bool EndsInConsonantY(string verb) => verb.Length > 1 && verb[^1] == 'y' && !"aeiou".Contains(verb[^2], StringComparison.Ordinal);

    private static bool EndsIn(string verb, string end) => verb.EndsWith(end, StringComparison.Ordinal);
}
