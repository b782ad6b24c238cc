namespace Isl.Grains.Words.Effects;

/// <summary>Instruments that move the treatment little.</summary>
/// <param name="F">The first stage's F.</param>
public sealed record InstrumentsWeak(double F) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The instruments are weak (first-stage F = {Wording.Number(F)}, below 10): trust the Anderson-Rubin set rather than the interval.";
}

/// <summary>The data do not bound the effect.</summary>
public sealed record EffectUnbounded : Finding
{
    /// <inheritdoc/>
    public override string Text => "The Anderson-Rubin set is unbounded: the data do not bound the effect.";
}

/// <summary>A formula leaves variables free.</summary>
/// <param name="Names">Their names.</param>
public sealed record FormulaLeavesFree(IReadOnlyList<string> Names) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The formula holds for any value of {Wording.And(Names)}; the mean over their frequencies is given, and by_free_value shows each. If "
            + $"they differ by "
        + "more than chance, the graph is wrong.";
}
