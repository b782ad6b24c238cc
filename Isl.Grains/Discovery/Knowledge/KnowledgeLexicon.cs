using System.Collections.Frozen;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>What a verb says about cause and effect.</summary>
/// <param name="Backward">Its subject is the effect.</param>
/// <param name="Sign">1 or -1 where it says in which direction, else 0.</param>
/// <param name="Particles">Words of which one must follow, such as "to" behind "leads"; empty for none.</param>
/// <param name="Number">1 for a singular form, 2 for a plural one, 0 where the form does not tell.</param>
/// <param name="IsParticiple">It may be passive, with "by" behind it.</param>
internal readonly record struct VerbForm(bool Backward, int Sign, string[] Particles, int Number, bool IsParticiple);

/// <summary>The words that the reader knows. English; everything in lower case.</summary>
internal static class KnowledgeLexicon
{
    private static readonly string[] None = [];

    /// <summary>Verbs in every form they take.</summary>
    public static readonly FrozenDictionary<string, VerbForm> Verbs = Conjugate();

    /// <summary>Words that join names into a list.</summary>
    public static readonly FrozenSet<string> Connectors = Words("and or nor as_well_as plus &");

    /// <summary>Words before a verb that leave its meaning alone.</summary>
    public static readonly FrozenSet<string> Modifiers = Words(
        "a an the is are was were be been being does do did has have had will would shall should must can to also then too "
            + "itself themselves both all each "
            + "main key major important primary direct strong clear significant known one some in turn therefore thus hence always "
            + "often usually sometimes generally typically "
            + "further still even exert exerts exerted get gets");

    /// <summary>Words that make a statement a guess.</summary>
    public static readonly FrozenSet<string> Hedges = Words(
        "may might could possibly perhaps probably presumably likely maybe seems seem appears appear suspected believed assumed "
            + "thought supposed expected potentially partly little");

    /// <summary>Words that turn a statement into its denial.</summary>
    public static readonly FrozenSet<string> Negations = Words("not no never cannot neither without");

    /// <summary>Words that say upwards.</summary>
    public static readonly FrozenSet<string> Up = Words(
        "positive positively higher more greater better rising increased increasing favourable favorable growing larger faster stronger");

    /// <summary>Words that say downwards.</summary>
    public static readonly FrozenSet<string> Down = Words(
        "negative negatively lower less fewer smaller worse falling reduced decreased decreasing inversely adverse adversely "
            + "declining weaker slower");

    /// <summary>Words that name what lies between cause and effect.</summary>
    public static readonly FrozenSet<string> Through = Words("through via");

    /// <summary>Words that begin a clause of its own.</summary>
    public static readonly FrozenSet<string> ClauseBreaks = Words("while whereas although though but however yet so");

    /// <summary>Words that make a sentence conditional.</summary>
    public static readonly FrozenSet<string> Conditions = Words("if when whenever unless whether because since");

    /// <summary>Relative pronouns.</summary>
    public static readonly FrozenSet<string> Relatives = Words("which that who");

    /// <summary>Words that carry no variable wherever they stand.</summary>
    public static readonly FrozenSet<string> Fillers = Words(
        "the a an our their its his her my your this that these those some any of in on at for with by from to into as is are "
            + "was were be been there we know believe think note "
            + "that all both each own overall level levels rate amount value values change changes turn only solely entirely directly "
            + "indirectly mainly alone other one another each "
            + "it they them and or nor not no never very too also then further moreover finally first second third in addition "
            + "generally always often usually however itself effect effects role has have had "
            + "such well between over time while whereas although though but so which who what how most more less high low");

    /// <summary>Nouns for an effect that something has on something.</summary>
    public static readonly FrozenSet<string> EffectNouns = Words("effect effects impact impacts influence influences bearing");

    /// <summary>Nouns for what something is the … of, its subject being the cause.</summary>
    public static readonly FrozenSet<string> CauseNouns = Words(
        "cause causes driver drivers determinant determinants source sources reason reasons trigger triggers");

    /// <summary>Nouns for what something is the … of, its subject being the effect.</summary>
    public static readonly FrozenSet<string> ResultNouns = Words(
        "function functions result results effect effects consequence consequences outcome outcomes product products");

    /// <summary>Adjectives of association, which has no direction.</summary>
    public static readonly FrozenSet<string> Associations = Words(
        "correlated associated related linked connected correlates correlate associates covaries covary correlation association");

    /// <summary>Adjectives that rule out a relation either way.</summary>
    public static readonly FrozenSet<string> Independences = Words("independent unrelated unconnected");

    /// <summary>Words that have their meaning within phrases of the grammar only.</summary>
    private static readonly FrozenSet<string> Phrases = Words(
        "unaffected due owing thanks function result outcome consequence product include includes upon way means behind zero "
            + "nil exclusively indirect");

    /// <summary>Words that mean something in the reader's grammar: a name spelled like one must be written exactly.</summary>
    public static bool IsReserved(string word) =>
        Verbs.ContainsKey(word)
        || Modifiers.Contains(word)
        || Fillers.Contains(word)
        || Connectors.Contains(word)
        || Negations.Contains(word)
        || Hedges.Contains(word)
        || Through.Contains(word)
        || Conditions.Contains(word)
        || ClauseBreaks.Contains(word)
        || EffectNouns.Contains(word)
        || CauseNouns.Contains(word);

    /// <summary>1 for a word that says upwards, −1 for one that says downwards, else 0.</summary>
    public static int SignOf(string word) => Up.Contains(word) ? 1 : Down.Contains(word) ? -1 : 0;

    /// <summary>Might a word that names no variable be meant for one? So it is where the grammar has no use for it.</summary>
    public static bool IsUnknown(string word) =>
        word.Length > 1
        && char.IsLetter(word[0])
        && !IsReserved(word)
        && !IsAdverb(word)
        && SignOf(word) == 0
        && !Associations.Contains(word)
        && !Independences.Contains(word)
        && !Relatives.Contains(word)
        && !Phrases.Contains(word);

    /// <summary>Is this an adverb by its looks?</summary>
    public static bool IsAdverb(string word) => word.Length > 4 && word.EndsWith("ly", StringComparison.Ordinal);

    private static FrozenDictionary<string, VerbForm> Conjugate()
    {
        var forms = new Dictionary<string, VerbForm>(StringComparer.Ordinal);
        Add(
            "affect influence drive cause determine impact shape control govern trigger produce create induce change alter modify move explain",
            false,
            0,
            None);
        Add(
            "increase raise boost improve promote enhance strengthen lift stimulate accelerate encourage foster amplify elevate generate grow",
            false,
            1,
            None);
        Add(
            "reduce decrease lower harm hurt weaken diminish cut limit suppress inhibit prevent dampen depress lessen block "
                + "discourage worsen erode slow",
            false,
            -1,
            None);
        Add("lead contribute", false, 0, ["to"]);
        Add("feed flow", false, 0, ["into"]);
        Add("act", false, 0, ["on", "upon"]);
        Add("result", false, 0, ["in"]);
        Add("depend rely hinge", true, 0, ["on", "upon"]);
        Add("respond react", true, 0, ["to"]);
        Add("stem follow arise come derive originate", true, 0, ["from"]);
        return forms.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string verbs, bool backward, int sign, string[] particles)
        {
            foreach (var verb in verbs.Split(' '))
            {
                var (past, participle) = Past(verb);
                forms[past] = new VerbForm(backward, sign, particles, 0, IsParticiple: true);
                forms[participle] = new VerbForm(backward, sign, particles, 0, IsParticiple: true);
                forms[verb] = new VerbForm(backward, sign, particles, 2, IsParticiple: participle == verb);
                forms[Singular(verb)] = new VerbForm(backward, sign, particles, 1, IsParticiple: false);
            }
        }
    }

    private static string Singular(string verb) =>
        verb[^1] == 'y'
            ? verb[..^1] + "ies"
            : verb + (verb.EndsWith("ch", StringComparison.Ordinal) || verb.EndsWith("sh", StringComparison.Ordinal) ? "es" : "s");

    private static (string Past, string Participle) Past(string verb) => verb switch
    {
        "drive" => ("drove", "driven"),
        "lead" => ("led", "led"),
        "feed" => ("fed", "fed"),
        "grow" => ("grew", "grown"),
        "arise" => ("arose", "arisen"),
        "come" => ("came", "come"),
        "cut" or "hurt" => (verb, verb),
        "stem" => ("stemmed", "stemmed"),
        "control" => ("controlled", "controlled"),
        _ when verb[^1] == 'y' => (verb[..^1] + "ied", verb[..^1] + "ied"),
        _ when verb[^1] == 'e' => (verb + "d", verb + "d"),
        _ => (verb + "ed", verb + "ed"),
    };

    private static FrozenSet<string> Words(string text) => text.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
