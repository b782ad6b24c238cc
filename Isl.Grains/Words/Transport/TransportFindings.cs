using Isl.Grains.GraphCore;

namespace Isl.Grains.Words.Transport;

/// <summary>How an effect in the target population is written.</summary>
public static class TargetEffect
{
    /// <summary><c>P_target(Y | do(X))</c>.</summary>
    public static string Name(string treatment, string outcome) => $"P_target({NameText.InFormula(outcome)} | do({NameText.InFormula(treatment)}))";
}

/// <summary>An effect can be carried over.</summary>
/// <param name="Effect">The effect.</param>
/// <param name="Source">Name of the source population.</param>
/// <param name="Target">Name of the target population.</param>
/// <param name="UsesTarget">Target data enter.</param>
/// <param name="UsesSource">Source data enter.</param>
public sealed record Transportable(string Effect, string Source, string Target, bool UsesTarget, bool UsesSource) : Finding
{
    /// <inheritdoc/>
    public override string Text => (UsesSource, UsesTarget) switch
    {
        (true, false) => $"{Effect} can be computed from data on {Source} alone; nothing needs to be measured in {Target}.",
        (false, true) => $"{Effect} can be computed from data on {Target} alone; data on {Source} add nothing.",
        _ => $"{Effect} can be computed from data on {Source} together with data on {Target}.",
    };
}

/// <summary>An effect cannot be carried over.</summary>
/// <param name="Effect">The effect.</param>
/// <param name="Source">Name of the source population.</param>
/// <param name="Target">Name of the target population.</param>
public sealed record NotTransportable(string Effect, string Source, string Target) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Effect} cannot be computed from the data on {Source} and {Target}.";
}

/// <summary>Where a mechanism is read from.</summary>
/// <param name="Set">The variables.</param>
/// <param name="Population">The population.</param>
/// <param name="Experiment">What its experiment sets; empty for observations.</param>
public sealed record DistrictFrom(IReadOnlyList<string> Set, string Population, IReadOnlyList<string> Experiment) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The {Wording.Of(Set.Count, "mechanism", "mechanisms")} of {Wording.Some(Set)} {Wording.Of(Set.Count, "comes", "come")} from "
        + (Experiment.Count == 0 ? $"observations of {Population}." : $"the experiment on {Wording.And(Experiment)} in {Population}.");
}

/// <summary>What an obstacle is.</summary>
public enum Obstacle
{
    /// <summary>The mechanism may differ.</summary>
    Selection,

    /// <summary>Variables are not measured.</summary>
    Unmeasured,

    /// <summary>The experiment replaces the mechanism.</summary>
    Experiment,

    /// <summary>Hidden causes tie it to more.</summary>
    Hedge,
}

/// <summary>What keeps one distribution from helping.</summary>
/// <param name="Population">The population.</param>
/// <param name="Do">What its experiment sets; empty for observations.</param>
/// <param name="Kind">What is in the way.</param>
/// <param name="Nodes">The variables concerned.</param>
public sealed record ObstacleIn(string Population, IReadOnlyList<string> Do, Obstacle Kind, IReadOnlyList<string> Nodes) : Finding
{
    /// <inheritdoc/>
    public override string Text => Kind switch
    {
        Obstacle.Selection => $"{Where}, {Wording.Of(Nodes.Count, "the mechanism", "the mechanisms")} of {Wording.Some(Nodes)} may be another.",
        Obstacle.Unmeasured => $"{Where}, {Wording.Some(Nodes)} {Wording.Of(Nodes.Count, "is", "are")} not measured.",
        Obstacle.Experiment => $"{Where}, {Wording.Some(Nodes)} {Wording.Of(Nodes.Count, "is", "are")} set, so nothing of "
            + $"{Wording.Of(Nodes.Count, "its own mechanism", "their own mechanisms")} is seen.",
        _ => $"{Where}, hidden causes tie {Wording.Some(Nodes)} together, and the part that the effect needs cannot be told apart.",
    };

    private string Where => Do.Count == 0 ? $"In observations of {Population}" : $"In the experiment on {Wording.And(Do)} in {Population}";
}

/// <summary>No distribution gives a mechanism that the effect needs.</summary>
/// <param name="Set">The variables.</param>
/// <param name="Obstacles">What is in the way, distribution by distribution.</param>
public sealed record NoDistributionGives(IReadOnlyList<string> Set, IReadOnlyList<ObstacleIn> Obstacles) : Finding
{
    /// <inheritdoc/>
    public override string Text => Wording.Paragraph(
    [
        $"The effect needs the {Wording.Of(Set.Count, "mechanism", "joint mechanism")} of {Wording.Some(Set)}, which no distribution at hand gives.",
        .. Obstacles.Texts(),
    ]);
}

/// <summary>What the confidence is made of.</summary>
/// <param name="Confidence">The confidence.</param>
/// <param name="Alike">Mechanisms assumed alike.</param>
/// <param name="Needed">Mechanisms that the effect needs.</param>
/// <param name="IsComplete">Is the method complete here?</param>
public sealed record TransportConfidence(double Confidence, IReadOnlyList<string> Alike, int Needed, bool IsComplete) : Finding
{
    /// <inheritdoc/>
    public override string Text => Alike.Count == 0
        ? IsComplete || Confidence == 1
            ? $"Confidence is {Wording.Exact(Confidence)}: given the graphs, this is proven."
            : $"Confidence is {Wording.Exact(Confidence)}: no way was found, but it is not proven that there is none."
        : $"Confidence is {Wording.Exact(Confidence)}: {Alike.Count} of {Needed} mechanisms that the effect needs "
            + $"{Wording.Of(Alike.Count, "is", "are")} taken from the source population without a test, which costs a half each.";
}

/// <summary>The method.</summary>
public sealed record TransportBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Transportability by selection diagrams (Bareinboim and Pearl 2012, 2013), with experiments on any sets of variables as in general "
        + "transportability (Lee, Correa and Bareinboim 2020).";
}

/// <summary>Nothing was declared to differ.</summary>
public sealed record NothingDeclared : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "No mechanism was declared to differ, and the two graphs are equal. Equal graphs do not show that the mechanisms are equal; that "
            + "is assumed here.";
}

/// <summary>The method is not known to be complete.</summary>
/// <param name="Partial">Variables measured in one population only.</param>
public sealed record NotProvenComplete(IReadOnlyList<string> Partial) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Some(Partial)} {Wording.Of(Partial.Count, "is", "are")} measured in one population only. No method is proven to find "
            + $"every formula in "
        + "that case, so a formula may exist that was not found.";
}
