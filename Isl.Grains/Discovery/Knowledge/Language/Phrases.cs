using System.Collections.Immutable;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <summary>What a word points back to.</summary>
internal enum Anaphor
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>"it", "itself".</summary>
    It,

    /// <summary>"they", "them", "these".</summary>
    They,

    /// <summary>"this", "that": what the clause before says.</summary>
    This,

    /// <summary>"both".</summary>
    Both,

    /// <summary>The first of the last two.</summary>
    Former,

    /// <summary>The second of the last two.</summary>
    Latter,
}

/// <summary>A noun phrase: a variable, a word that points back to one, or something the reader does not know.</summary>
/// <param name="Variable">The variable; −1 where it is none.</param>
/// <param name="Sign">1 or −1 where the phrase speaks of more or of less of it, else 0.</param>
/// <param name="Anaphor">What it points back to.</param>
/// <param name="IsDenied">"no" stands before it.</param>
/// <param name="IsMixed">A variable's name stands in it beside words that are not known, so that something else is meant.</param>
/// <param name="IsGuess">The name is not given in full, or a word beside it was taken to be harmless.</param>
/// <param name="Unknown">Words that are not known.</param>
internal sealed record Mention(int Variable, int Sign, Anaphor Anaphor, bool IsDenied, bool IsMixed, bool IsGuess, ImmutableArray<string> Unknown)
{
    /// <summary>The word is a plural.</summary>
    public bool IsPlural { get; init; }
}

/// <summary>How an item belongs to its list.</summary>
internal enum ItemRole
{
    /// <summary>The statement is about it.</summary>
    Plain,

    /// <summary>The statement is denied of it: "but not".</summary>
    Denied,

    /// <summary>It is only compared: "rather than", "unlike".</summary>
    Aside,

    /// <summary>It comes of the item before: "and thus".</summary>
    Chained,

    /// <summary>It is like those before: "like". Behind a verb it may be like the subject instead.</summary>
    Like,

    /// <summary>What is denied of those before holds of it: "but".</summary>
    Contrary,
}

/// <summary>An item of a list.</summary>
/// <param name="Mention">What it is.</param>
/// <param name="Role">How it belongs to the list.</param>
/// <param name="Through">What lies before it: "and, through it, sales"; null for nothing.</param>
internal sealed record Item(Mention Mention, ItemRole Role, NounList? Through = null);

/// <summary>Noun phrases joined by commas, "and" and the like.</summary>
/// <param name="Items">At least one.</param>
internal sealed record NounList(ImmutableArray<Item> Items)
{
    /// <summary>"neither … nor": the statement is denied of all.</summary>
    public bool IsNeither { get; init; }

    /// <summary>"or": it may be one or the other.</summary>
    public bool IsOr { get; init; }

    /// <summary>Clauses about its last item, or all of them: ", which …".</summary>
    public ImmutableArray<Predicate> Relatives { get; init; } = [];

    /// <summary>Items that the statement is about.</summary>
    public IEnumerable<Item> Plain => Items.Where(item => item.Role == ItemRole.Plain);
}

/// <summary>"the effect of X on Y", "the link between X and Y".</summary>
/// <param name="Causes">X.</param>
/// <param name="Effects">Y.</param>
/// <param name="IsDirected">It says which of them acts on which.</param>
/// <param name="Polarity">"no effect", "little effect".</param>
/// <param name="Sign">1 or −1 where it says in which direction, else 0.</param>
internal sealed record EffectPhrase(NounList Causes, NounList Effects, bool IsDirected, Polarity Polarity, int Sign);

/// <summary>Whether something is said to be so.</summary>
internal enum Polarity
{
    /// <summary>It is so.</summary>
    Asserted,

    /// <summary>It is not so.</summary>
    Denied,

    /// <summary>It is left open.</summary>
    Void,
}

/// <summary>What a predicate says of its subjects and objects.</summary>
internal enum Meaning
{
    /// <summary>The subjects act on the objects.</summary>
    Acts,

    /// <summary>The objects act on the subjects.</summary>
    Responds,

    /// <summary>Neither acts on the other.</summary>
    Apart,

    /// <summary>The two go together, in no direction.</summary>
    Together,

    /// <summary>The subjects act on the effect of one variable on another.</summary>
    Moderates,

    /// <summary>The subjects change; nothing is said of what does it.</summary>
    Changes,

    /// <summary>Something is said that is no matter of cause and effect.</summary>
    Nothing,

    /// <summary>The objects act on each other.</summary>
    Feedback,

    /// <summary>One change amounts to another, so both sides have to say which.</summary>
    Signifies,

    /// <summary>The subjects lie between the variables of <see cref="Predicate.Pair"/>.</summary>
    Mediates,

    /// <summary>The subjects act on both variables of <see cref="Predicate.Pair"/>.</summary>
    Confounds,
}

/// <summary>What a clause says of its subjects.</summary>
internal sealed record Predicate
{
    /// <summary>What it says.</summary>
    public required Meaning Meaning { get; init; }

    /// <summary>What it says it of; null for nothing.</summary>
    public NounList? Objects { get; init; }

    /// <summary>The effect of one variable on another that it is about; null for none.</summary>
    public EffectPhrase? Pair { get; init; }

    /// <summary>It rests on a guess of the reader.</summary>
    public bool IsGuess { get; init; }

    /// <summary>Whether it is said to be so.</summary>
    public Polarity Polarity { get; init; }

    /// <summary>It may be so.</summary>
    public bool IsHedged { get; init; }

    /// <summary>1 or −1 where it says in which direction, else 0.</summary>
    public int Sign { get; init; }

    /// <summary>What the effect goes through; null where nothing is said.</summary>
    public NounList? Through { get; init; }

    /// <summary>It goes through that only.</summary>
    public bool IsOnlyThrough { get; init; }

    /// <summary>Beside that way there is the direct one.</summary>
    public bool IsAlsoDirect { get; init; }

    /// <summary>"in turn": its subject is what the clause before acts on.</summary>
    public bool IsInTurn { get; init; }

    /// <summary>A noun says it: "has an effect on".</summary>
    public bool IsNoun { get; init; }

    /// <summary>It goes a way round.</summary>
    public bool IsIndirect { get; init; }

    /// <summary>Only the direct way is denied.</summary>
    public bool IsDirect { get; init; }

    /// <summary>The other direction is ruled out.</summary>
    public bool IsNotReversed { get; init; }

    /// <summary>Predicates whose subjects are the objects of this one: ", thereby lowering".</summary>
    public ImmutableArray<Predicate> Consequences { get; init; } = [];

    /// <summary>The verb is a plural form (2), a singular one (1), or does not tell (0).</summary>
    public int Number { get; init; }

    /// <summary>Its words, for messages.</summary>
    public string Words { get; init; } = "";
}
