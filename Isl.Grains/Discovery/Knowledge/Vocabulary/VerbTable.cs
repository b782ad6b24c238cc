using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Isl.Grains.Discovery.Knowledge.Vocabulary;

/// <summary>The verbs that the reader knows, each in every form it takes.</summary>
internal static class VerbTable
{
    /// <summary>Class, sign, what must follow (alternatives by a bar; an underscore joins words), the verbs.</summary>
    private static readonly (VerbClass Class, int Sign, string Particles, string Verbs)[] Rows =
    [
        (VerbClass.Causes, 0, "", "affect influence drive cause determine impact shape control govern trigger produce create induce change "
            + "alter modify move "
            + "explain shift dictate provoke generate spark engender condition regulate steer sway touch yield spawn breed beget stabilise "
                + "stabilize destabilise "
            + "destabilize bring precipitate elicit "
            + "transform disturb disrupt finance fund build bring constrain mould mold underlie set"),
        (VerbClass.Causes, 1, "", "increase raise boost improve promote enhance strengthen lift stimulate accelerate encourage foster "
            + "amplify elevate grow "
            + "spur fuel push heighten intensify aid support bolster nurture facilitate cultivate benefit help multiply expand favour favor "
            + "deepen exacerbate aggravate double uplift inflate reinforce speed hasten augment magnify escalate extend "
            + "prolong lengthen preserve sustain restore attract unleash unlock"),
        (VerbClass.Causes, -1, "", "reduce decrease lower harm hurt weaken diminish cut limit suppress inhibit prevent dampen depress "
            + "lessen block discourage "
            + "worsen erode slow impair hinder curb undermine hamper restrict damage delay ruin deter relieve alleviate mitigate ease undercut "
            + "shrink shorten lighten degrade stifle curtail squeeze drain deplete impede avert dent destroy slash compress cool halve "
            + "cripple counteract minimise minimize offset compromise threaten jeopardise jeopardize kill hit thwart"),
        (VerbClass.Causes, 1, "up", "push drive pull bid bring build send force ramp prop scale"),
        (VerbClass.Causes, -1, "down", "push drive pull bring send force drag slow weigh keep hold tamp"),
        (VerbClass.Causes, 0, "about|in|on", "bring"),
        (VerbClass.Causes, -1, "back|out", "hold wipe crowd"),
        (VerbClass.Causes, 0, "rise_to|birth_to|way_to", "give"),
        (VerbClass.Causes, 0, "off|out", "set"),
        (VerbClass.Causes, 0, "to", "lead contribute"),
        (VerbClass.Causes, 1, "to", "add"),
        (VerbClass.Causes, 0, "to", "translate"),
        (VerbClass.Causes, -1, "from", "detract"),
        (VerbClass.Causes, -1, "into|down_on", "cut eat"),
        (VerbClass.Causes, 0, "into|in_to|back_into|back_to|through_to|through_into", "feed flow translate spill turn convert"),
        (VerbClass.Causes, 0, "over_into|over_to", "spill carry"),
        (VerbClass.Causes, 0, "on|upon", "act impinge bear operate"),
        (VerbClass.Causes, -1, "on", "weigh"),
        (VerbClass.Causes, -1, "with", "interfere meddle tamper"),
        (VerbClass.Causes, -1, "against", "protect guard work"),
        (VerbClass.Causes, 0, "in", "result culminate end"),
        (VerbClass.Causes, 0, "the_way_for|the_ground_for", "pave lay prepare"),
        (VerbClass.Causes, -1, "an_end_to|a_damper_on|a_brake_on|a_strain_on|a_stop_to", "put"),
        (VerbClass.Causes, 0, "pressure_on", "put place"),
        (VerbClass.Causes, 0, "for", "account make allow"),
        (VerbClass.Responds, 0, "on|upon", "depend rely hinge rest"),
        (VerbClass.Responds, 0, "to", "respond react adapt adjust"),
        (VerbClass.Responds, 0, "from", "stem follow arise come derive originate result emerge spring benefit suffer"),
        (VerbClass.Responds, 0, "out_of", "arise come grow"),
        (VerbClass.Associates, 0, "with|to", "correlate associate covary vary relate coincide co-move co-vary co-occur"),
        (VerbClass.Associates, 0, "together|hand_in_hand_with|along_with|together_with|with", "go move"),
        (VerbClass.Associates, 0, "", "predict forecast precede resemble indicate signal track mirror reflect accompany parallel match "
            + "follow anticipate "
            + "foreshadow proxy outweigh exceed equal"),
        (VerbClass.Associates, 0, "before|after|with", "come occur happen"),
        (VerbClass.Mediates, 0, "", "mediate transmit channel carry"),
        (VerbClass.Confounds, 0, "", "confound bias distort"),
        (VerbClass.Signifies, 0, "", "mean imply entail spell"),
        (VerbClass.Makes, 0, "", "make render keep get let force allow enable leave cause lead drive push send induce help turn"),
        (VerbClass.Changes, 1, "", "rise increase grow improve expand climb soar surge jump accelerate strengthen recover peak rocket "
            + "skyrocket double escalate "
            + "intensify spike swell balloon develop"),
        (VerbClass.Changes, -1, "", "fall decrease decline drop shrink deteriorate worsen plummet sink slump weaken slow collapse diminish "
            + "suffer dwindle "
            + "plunge tumble dip contract ebb crash wane disappear vanish"),
        (VerbClass.Changes, 0, "", "change shift move vary react respond fluctuate adjust happen occur"),
        (VerbClass.Changes, 1, "up", "go move pick shoot creep inch come"),
        (VerbClass.Changes, -1, "down|away", "go move come slow creep"),
        (VerbClass.Handles, 0, "in", "invest engage participate"),
        (VerbClass.Handles, 0, "on", "spend"),
        (VerbClass.Handles, 0, "", "buy use run do have get eat consume drink take adopt sell demand purchase want need show see experience "
            + "spend offer "
            + "receive face enjoy make pay order supply provide give"),
        (VerbClass.Handles, -1, "", "avoid"),
        (VerbClass.Handles, 0, "from", "suffer"),
        (VerbClass.Prevents, 0, "", "prevent stop keep protect block shield"),
        (VerbClass.Decides, 0, "", "set choose decide determine fix adjust calculate compute derive assign allocate select pick base plan "
            + "update apply distribute use"),
        (VerbClass.Spares, 0, "nothing_to|nothing_for|little_to|little_for|nothing_about|not_a_thing_to", "do"),
        (VerbClass.Spares, 0, "nothing_to_do_with|little_to_do_with", "have"),
        (VerbClass.Spares, 0, "untouched|unchanged|unaffected", "leave"),
        (VerbClass.Matters, 0, "for|to", "matter"),
        (VerbClass.Affirms, 0, "", "know find show demonstrate establish confirm prove see observe note reveal conclude document discover "
            + "remember recall "
            + "realise realize understand recognise recognize verify agree learn ascertain"),
        (VerbClass.Believes, 0, "", "think believe suspect assume expect suggest indicate feel reckon estimate presume guess"),
        (VerbClass.Doubts, 0, "", "doubt deny dispute question contest"),
        (VerbClass.Claims, 0, "", "claim say wonder ask test pretend hope fear reject refute disprove imagine suppose allege assert "
            + "maintain argue hypothesise "
            + "hypothesize speculate postulate propose debate examine investigate study explore check exclude rule challenge dismiss debunk "
            + "contradict report consider contend insist mention rumour rumor"),
        (VerbClass.Carries, 0, "to", "tend continue help serve work go come start begin manage"),
        (VerbClass.Carries, 0, "", "help start begin keep continue"),
        (VerbClass.Seems, 0, "to", "seem appear look"),
        (VerbClass.Fails, 0, "to", "fail cease refuse neglect struggle stop"),
        (VerbClass.Fails, 0, "", "cease stop quit avoid"),
        (VerbClass.Bears, 0, "", "have exert exercise exhibit play produce make show share"),
    ];

    private static readonly FrozenDictionary<string, ImmutableArray<(VerbSense Sense, VerbForm Form)>> Senses = Read();

    /// <summary>The meanings of a word as a verb, with the forms it may be; empty where it is none.</summary>
    public static ImmutableArray<(VerbSense Sense, VerbForm Form)> SensesOf(string word) => Senses.TryGetValue(word, out var senses) ? senses : [];

    private static FrozenDictionary<string, ImmutableArray<(VerbSense Sense, VerbForm Form)>> Read()
    {
        var forms = new Dictionary<string, List<(VerbSense, VerbForm)>>(StringComparer.Ordinal);
        foreach (var (verbClass, sign, particles, verbs) in Rows)
        {
            var needed = particles.Length == 0 ? [] : particles.Split('|').Select(particle => particle.Replace('_', ' ')).ToArray();
            var sense = new VerbSense(verbClass, sign, needed);
            foreach (var verb in verbs.Split(' ').Where(verb => !verb.Contains('_', StringComparison.Ordinal)))
            {
                foreach (var (word, form) in Conjugation.Of(verb))
                {
                    if (!forms.TryGetValue(word, out var known))
                    {
                        forms[word] = known = [];
                    }

                    known.Add((sense, form));
                }
            }
        }

        return forms.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray(), StringComparer.Ordinal);
    }
}
