using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Words.Discovery;

/// <summary>Phrases of mistakes in prior knowledge.</summary>
internal static class PriorWords
{
    private const int MostNamed = 20;

    /// <summary>What to do about an unknown name.</summary>
    public static string Advice(string name, IReadOnlyCollection<string> known) => Spelling.Advise(
        name, known, $"they are {string.Join(", ", known.Take(MostNamed))}{(known.Count > MostNamed ? ", …" : "")}.");
}

/// <summary>An edge names what is no variable.</summary>
/// <param name="From">Cause.</param>
/// <param name="To">Effect.</param>
/// <param name="Name">The name in question.</param>
/// <param name="Known">The variables.</param>
public sealed record EdgeNamesUnknown(string From, string To, string Name, IReadOnlyCollection<string> Known) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The edge {From} -> {To} names '{Name}', which is not among the variables; {PriorWords.Advice(Name, Known)}";
}

/// <summary>An edge from a variable to itself.</summary>
/// <param name="Variable">The variable.</param>
public sealed record SelfLoop(string Variable) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The edge {Variable} -> {Variable} is a self-loop. Drop it.";
}

/// <summary>A tier names what is no variable.</summary>
/// <param name="Name">The name in question.</param>
/// <param name="Known">The variables.</param>
public sealed record TierNamesUnknown(string Name, IReadOnlyCollection<string> Known) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The tier names '{Name}', which is not among the variables; {PriorWords.Advice(Name, Known)}";
}

/// <summary>A variable appears in two tiers.</summary>
/// <param name="Variable">The variable.</param>
public sealed record InTwoTiers(string Variable) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"'{Variable}' appears in two tiers. Keep it in one.";
}

/// <summary>An edge is required and forbidden.</summary>
/// <param name="Edge">The edge.</param>
public sealed record RequiredAndForbidden(string Edge) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Edge} is both required and forbidden. Drop one of the two.";
}

/// <summary>An edge is required against the tiers.</summary>
/// <param name="From">Cause.</param>
/// <param name="To">Effect.</param>
public sealed record RequiredAgainstTiers(string From, string To) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{From} -> {To} is required, but the tiers put {To} before {From}. Change one of the two.";
}

/// <summary>Required edges form a cycle.</summary>
/// <param name="Cycle">The cycle, its first variable at both ends.</param>
public sealed record RequiredCycle(IReadOnlyList<string> Cycle) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The required edges form a cycle: {string.Join(" -> ", Cycle)}. Drop one of them.";
}

/// <summary>A sentence rules out a required edge.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Edge">The edge.</param>
public sealed record SentenceDeniesRequired(string Sentence, string Edge) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The sentence '{Sentence}' rules out {Edge}, which the prior knowledge requires. Drop one of the two.";
}

/// <summary>A sentence states an edge that prior knowledge rules out.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Edge">The edge.</param>
public sealed record SentenceStatesForbidden(string Sentence, string Edge) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The sentence '{Sentence}' states {Edge}, which the prior knowledge rules out. Drop one of the two.";
}

/// <summary>A sentence states an edge against required ones.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Edge">The edge.</param>
/// <param name="Path">The required path the other way.</param>
public sealed record SentenceClosesRequiredCycle(string Sentence, string Edge, IReadOnlyList<string> Path) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The sentence '{Sentence}' states {Edge}, but the prior knowledge requires {string.Join(" -> ", Path)}. Drop one of the two.";
}

/// <summary>No statement could be read.</summary>
/// <param name="Sentences">Sentences.</param>
/// <param name="First">Why the first was not read; null where nothing is known of it.</param>
/// <param name="Cause">A variable, for an example.</param>
/// <param name="Effect">Another.</param>
public sealed record NoStatementRead(int Sentences, Finding? First, string Cause, string Effect) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        (Sentences == 0
            ? "domain_description holds no sentence."
            : $"No statement about the variables could be read in the {(Sentences == 1 ? "sentence" : $"{Wording.Count(Sentences)} sentences")}.")
        + (First is null ? "" : $" {(Sentences == 1 ? "The reason" : "For the first")}: {First.Text}")
        + $" Write sentences such as '{Cause} affects {Effect}.'";
}
