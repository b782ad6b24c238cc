namespace Isl.Grains.Discovery.Knowledge.Vocabulary;

/// <summary>What a word may be in a sentence. Most words are one thing; the grammar tries each where a word is several.</summary>
[Flags]
internal enum Tag : ulong
{
    /// <summary>The reader does not know the word.</summary>
    None = 0,

    /// <summary>"the", "our", "some": before a name it changes nothing.</summary>
    Determiner = 1UL << 0,

    /// <summary>"not", "never", "no longer".</summary>
    Negation = 1UL << 1,

    /// <summary>"no" before a noun.</summary>
    No = 1UL << 2,

    /// <summary>"and", "as well as".</summary>
    And = 1UL << 3,

    /// <summary>"or".</summary>
    Or = 1UL << 4,

    /// <summary>"but", "while", "whereas": a clause of its own follows, which is not denied with the one before.</summary>
    Contrast = 1UL << 5,

    /// <summary>"rather than": what follows is not meant.</summary>
    Rather = 1UL << 6,

    /// <summary>"unlike": what follows is only compared.</summary>
    Unlike = 1UL << 7,

    /// <summary>"like", "besides": what follows is said of as well.</summary>
    Likewise = 1UL << 8,

    /// <summary>A word that leaves a statement as it is: "strongly", "also", "moreover".</summary>
    Harmless = 1UL << 9,

    /// <summary>"probably": the statement is a guess.</summary>
    Hedge = 1UL << 10,

    /// <summary>"hardly", "allegedly": nothing is stated.</summary>
    Void = 1UL << 11,

    /// <summary>"thus", "in turn": what follows comes of what stands before.</summary>
    Chain = 1UL << 12,

    /// <summary>A form of "be".</summary>
    Be = 1UL << 13,

    /// <summary>A form of "have".</summary>
    Have = 1UL << 14,

    /// <summary>A form of "do".</summary>
    Do = 1UL << 15,

    /// <summary>"will", "can", "must".</summary>
    Modal = 1UL << 16,

    /// <summary>"may", "might", "could".</summary>
    HedgeModal = 1UL << 17,

    /// <summary>Says upwards: "higher", "more", "positively".</summary>
    Up = 1UL << 18,

    /// <summary>Says downwards: "lower", "fewer", "negatively".</summary>
    Down = 1UL << 19,

    /// <summary>An adjective that leaves what it stands before as it is.</summary>
    Adjective = 1UL << 20,

    /// <summary>"effect", "impact": what one thing has on another.</summary>
    EffectNoun = 1UL << 21,

    /// <summary>"relationship", "link": what is between two things.</summary>
    RelationNoun = 1UL << 22,

    /// <summary>"cause", "driver": the subject is the cause.</summary>
    CauseNoun = 1UL << 23,

    /// <summary>"result", "function": the subject is the effect.</summary>
    ResultNoun = 1UL << 24,

    /// <summary>"increase", "change": of what follows "in" or "of".</summary>
    ChangeNoun = 1UL << 25,

    /// <summary>"level", "risk": with "of" it is the variable itself.</summary>
    MeasureNoun = 1UL << 26,

    /// <summary>"levels" behind a name.</summary>
    HeadNoun = 1UL << 27,

    /// <summary>"through", "via".</summary>
    Through = 1UL << 28,

    /// <summary>"because of", "due to".</summary>
    BecauseOf = 1UL << 29,

    /// <summary>"when", "as": the event that follows comes first.</summary>
    When = 1UL << 30,

    /// <summary>"if", "unless", "whether".</summary>
    Conditional = 1UL << 31,

    /// <summary>"which", "that", "who".</summary>
    Relative = 1UL << 32,

    /// <summary>"it", "they", "this".</summary>
    Pronoun = 1UL << 33,

    /// <summary>People who do things: "firms", "we".</summary>
    Agent = 1UL << 34,

    /// <summary>A place, time or group that a statement may be about.</summary>
    Setting = 1UL << 35,

    /// <summary>A preposition before a setting.</summary>
    SettingPreposition = 1UL << 36,

    /// <summary>"true", "known".</summary>
    TrueWord = 1UL << 37,

    /// <summary>"false", "a myth".</summary>
    FalseWord = 1UL << 38,

    /// <summary>"unclear", "unlikely".</summary>
    DoubtWord = 1UL << 39,

    /// <summary>"evidence", "proof".</summary>
    EvidenceNoun = 1UL << 40,

    /// <summary>"claim", "idea": with "that" it says what somebody holds.</summary>
    ClaimNoun = 1UL << 41,

    /// <summary>"controlling for", "given": names what is held fixed.</summary>
    HeldFixed = 1UL << 42,

    /// <summary>"correlated", "associated".</summary>
    Association = 1UL << 43,

    /// <summary>"independent", "unrelated".</summary>
    Independence = 1UL << 44,

    /// <summary>"important", "crucial": with "for" or "to".</summary>
    Importance = 1UL << 45,

    /// <summary>"irrelevant", "immaterial".</summary>
    Irrelevance = 1UL << 46,

    /// <summary>"on the basis of", "according to": a value is chosen from what follows.</summary>
    BasisOf = 1UL << 47,

    /// <summary>"nobody", "no one".</summary>
    Nobody = 1UL << 48,

    /// <summary>"only", "solely".</summary>
    Only = 1UL << 49,

    /// <summary>"neither".</summary>
    Neither = 1UL << 50,

    /// <summary>"nor".</summary>
    Nor = 1UL << 51,

    /// <summary>"raising", "using": before a name, a change of it or its use.</summary>
    Handling = 1UL << 52,

    /// <summary>"not vice versa".</summary>
    NotReversed = 1UL << 53,

    /// <summary>"vice versa", "each other".</summary>
    Mutual = 1UL << 54,

    /// <summary>"directly".</summary>
    Direct = 1UL << 55,

    /// <summary>"indirectly".</summary>
    Indirect = 1UL << 56,

    /// <summary>"too", "as well", "either".</summary>
    Too = 1UL << 57,

    /// <summary>"according to" and others that name a source.</summary>
    Source = 1UL << 58,

    /// <summary>"negligible", "zero", "little": an effect that is next to none.</summary>
    Slight = 1UL << 59,
}
