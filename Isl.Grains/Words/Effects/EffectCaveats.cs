namespace Isl.Grains.Words.Effects;

/// <summary>Refuters that failed.</summary>
/// <param name="Names">Their names.</param>
public sealed record RefutersFailed(IReadOnlyList<string> Names) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.And(Names)} failed: see refuters for what that means.";
}

/// <summary>Propensities were moved.</summary>
/// <param name="Share">Share of rows.</param>
/// <param name="Limit">The limit.</param>
public sealed record PropensitiesMoved(double Share, double Limit) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Percent(Share)} of the propensities lie outside of {Wording.Exact(Limit)} to {Wording.Exact(1 - Limit)} and were moved to that "
            + $"limit.";
}

/// <summary>Rows were left out for their propensity.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Share">Their share.</param>
/// <param name="Limit">The limit.</param>
public sealed record RowsTrimmed(int Rows, double Share, double Limit) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Count(Rows, "row")} ({Wording.Percent(Share)}) {Wording.Of(Rows, "was", "were")} left out, so the effect is that of rows with "
        + $"propensity in {Wording.Exact(Limit)} to {Wording.Exact(1 - Limit)}.";
}

/// <summary>Covariates that weighting or matching did not balance.</summary>
/// <param name="Names">Their names.</param>
public sealed record CovariatesUnbalanced(IReadOnlyList<string> Names) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Some(Names)} {Wording.Of(Names.Count, "differs", "differ")} between the arms by more than 0.1 standard deviations after "
            + $"weighting.";
}

/// <summary>An arm with few rows.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Level">The arm.</param>
/// <param name="Rows">Its rows.</param>
public sealed record ArmIsSmall(string Treatment, string Level, int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Only {Wording.Count(Rows, "row")} {Wording.Of(Rows, "has", "have")} {Treatment} = {Level}; errors are "
        + $"approximate.";
}

/// <summary>An instrument identifies a linear effect only.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record LinearityIdentifies(string Treatment, string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The effect of {Treatment} on {Outcome} is identified only if it is linear and the same for all; otherwise this is the effect among "
            + $"those whom "
        + "the instrument moves.";
}

/// <summary>Few clusters.</summary>
/// <param name="Count">How many.</param>
public sealed record ClustersAreFew(int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Errors by cluster are too small with only {Count} clusters; trust them from about 20 on.";
}

/// <summary>Classical errors do not hold with weights.</summary>
public sealed record ClassicalNeedsNoWeights : Finding
{
    /// <inheritdoc/>
    public override string Text => "Classical errors do not hold with sampling weights, so hc1 was used.";
}

/// <summary>Gaps were filled and flagged.</summary>
public sealed record GapsFilled : Finding
{
    /// <inheritdoc/>
    public override string Text => "Gaps in covariates were filled and flagged (missing: indicator), which leaves bias in general.";
}

/// <summary>A numeric treatment with few values.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Values">How many.</param>
public sealed record TreatmentHasFewValues(string Treatment, int Values) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Treatment} has only {Values} whole values and is taken as a number; if they are levels without distances, send kinds: "
        + $"{{\"{Treatment}\": \"category\"}}.";
}

/// <summary>Which level of an outcome counts as 1.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Level">The level.</param>
public sealed record OutcomeCoded(string Outcome, string Level) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Outcome} counts as 1 where it is '{Level}'; send outcome_level for the other way round.";
}

/// <summary>Data contradict what the graph implies.</summary>
/// <param name="Count">How many independences.</param>
public sealed record GraphContradicted(int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The data contradict {Wording.Count(Count, "independence")} that the graph implies (see implications), so the graph may be wrong.";
}
