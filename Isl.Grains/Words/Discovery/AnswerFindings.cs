using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Words.Discovery;

/// <summary>The graph found in data, in a sentence.</summary>
/// <param name="Edges">Edges with their weights, strongest first.</param>
/// <param name="Variables">Number of variables.</param>
/// <param name="WithSentences">Sentences were weighed in.</param>
/// <param name="IsUntested">The data bore no test, so that every pair is still joined.</param>
public sealed record GraphSummary(
    IReadOnlyList<(string Edge, double Weight)> Edges, int Variables, bool WithSentences, bool IsUntested = false) : Finding
{
    /// <inheritdoc/>
    public override string Text => Variables == 1 ? "There is only one variable, so the graph has no edges."
        : IsUntested && Edges.Count > 0
            ? $"The data are too few to test anything, so all {Wording.Count(Edges.Count, "pair")} that prior knowledge allows "
                + $"{Wording.Of(Edges.Count, "is", "are")} still joined."
        : Edges.Count == 0 ? $"{Source} suggest no edges among the {Wording.Count(Variables, "variable")}."
        : $"{Source} suggest {Wording.Count(Edges.Count, "edge")} among {Wording.Count(Variables, "variable")}{Named}.";

    private string Source => WithSentences ? "Data and sentences" : "The data";

    private string Named
    {
        get
        {
            var shown = Edges.Take(Wording.MostNamed).Select(edge => $"{edge.Edge} ({Wording.Number(edge.Weight)})").ToList();
            return Edges.Count > shown.Count ? $". The strongest are {Wording.And(shown)}" : $": {Wording.And(shown)}";
        }
    }
}

/// <summary>What was done to the columns before a continuous fit.</summary>
/// <param name="Scaling">That.</param>
/// <param name="Varsortability">How far variances in the data's own units give the order away; null for a graph without edges.</param>
public sealed record ColumnsScaled(DataScaling Scaling, double? Varsortability) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        (Scaling == DataScaling.Standardize
            ? "Columns were standardised, so units do not matter."
            : "Columns were not scaled, so their units matter.")
        + (Varsortability is { } value ? $" The varsortability of the graph in the data's own units is {Wording.Number(Math.Round(value, 2))}." : "");
}

/// <summary>Columns of very different size that were not scaled.</summary>
/// <param name="Ratio">Largest standard deviation over the smallest.</param>
public sealed record UnitsMatter(double Ratio) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The largest standard deviation of a column is {Wording.Number(Ratio)} times the smallest. Without scaling, the graph depends on the units.";
}

/// <summary>The graph with the other scaling is another one.</summary>
/// <param name="Other">The other scaling.</param>
public sealed record OtherScalingDiffers(DataScaling Other) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{GraphLabels.Start(Other)} gives another graph, which is among alternative_dags.";
}

/// <summary>There was no time for the other scaling.</summary>
/// <param name="Other">The other scaling.</param>
public sealed record OtherScalingCutShort(DataScaling Other) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"There was no time for {GraphLabels.OtherScaling(Other)}, which may give another graph.";
}

/// <summary>The arithmetic broke down with the other scaling.</summary>
/// <param name="Other">The other scaling.</param>
public sealed record OtherScalingBrokeDown(DataScaling Other) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{GraphLabels.Start(Other)} broke down numerically, so whether it gives another graph is not known.";
}

/// <summary>What a graph is beside the others of its answer.</summary>
public static class GraphLabels
{
    /// <summary>The graph of the fit asked for.</summary>
    public static string Best(DataScaling scaling) =>
        scaling == DataScaling.None ? "best fit without scaling the columns" : "best fit on standardised columns";

    /// <summary>The graph of the same fit with the other scaling.</summary>
    public static string OtherScaling(DataScaling scaling) =>
        scaling == DataScaling.None ? "the same fit without scaling the columns" : "the same fit on standardised columns";

    /// <summary>A member of the equivalence class, counted from 1.</summary>
    public static string Member(int number) => $"member {Wording.Exact(number)} of the equivalence class";

    /// <summary>The graph of data and sentences.</summary>
    public const string DataAndSentences = "sentences and data together";

    /// <summary>The graph of sentences alone.</summary>
    public const string Sentences = "the sentences' graph";

    /// <summary>The graph of prior knowledge alone.</summary>
    public const string PriorKnowledge = "prior knowledge alone";

    /// <summary>The other scaling at the beginning of a sentence.</summary>
    internal static string Start(DataScaling scaling) =>
        scaling == DataScaling.None ? "The same fit without scaling the columns" : "The same fit on standardised columns";
}
