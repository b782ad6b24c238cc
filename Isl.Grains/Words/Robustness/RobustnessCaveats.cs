using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Robustness;

/// <summary>A share of 0 is nothing.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Unit">What the radius multiplies instead.</param>
public sealed record ProposedAtZero(string Variable, double Unit) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Variable} is proposed at 0, of which a share is nothing; its deviations are the radius times "
        + $"{Wording.Number(Unit)} (half its feasible range, else its standard deviation, else 1).";
}

/// <summary>Boxes by draws hold on average.</summary>
/// <param name="Level">The probability.</param>
public sealed record OnAverageOverTheBox(decimal Level) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The regions rest on draws: a deviation drawn evenly from a region keeps the outcome in range with a "
        + $"probability of at least {ExactPercent.Of(Level)}, while single points in it may do so less often.";
}

/// <summary>Few draws were used.</summary>
/// <param name="Reason">Why.</param>
public sealed record FewDrawsOnly(string Reason) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Only few draws and one box were looked at ({Reason}).";
}

/// <summary>The equations use what the graph does not draw.</summary>
/// <param name="Edges">Some of the edges.</param>
/// <param name="Count">How many there are.</param>
public sealed record OnlyInEquations(IReadOnlyList<string> Edges, int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Count, "edge")} of the equations {Wording.Of(Count, "is", "are")} not in causal_model "
        + $"({Wording.And(Edges)}{(Count > Edges.Count ? ", …" : "")}); the equations were used.";
}

/// <summary>The graph draws what the equations do not use.</summary>
/// <param name="Edges">Some of the edges.</param>
/// <param name="Count">How many there are.</param>
public sealed record OnlyInGraph(IReadOnlyList<string> Edges, int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Count, "edge")} of causal_model {Wording.Of(Count, "is", "are")} not in the equations "
        + $"({Wording.And(Edges)}{(Count > Edges.Count ? ", …" : "")}); the equations were used.";
}
