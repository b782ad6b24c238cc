namespace Isl.Grains.Words.Transport;

/// <summary>An estimate.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Treatment">The treatment.</param>
/// <param name="From">One value of it.</param>
/// <param name="To">The other.</param>
/// <param name="Value">The difference.</param>
/// <param name="Error">Its standard error.</param>
public sealed record EffectEstimated(string Outcome, string Treatment, double From, double To, double Value, double Error) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"From the rows sent, {Outcome} changes by {Wording.Number(Value)} on average (standard error {Wording.Number(Error)}) in the "
            + $"target population "
        + $"when {Treatment} is set to {Wording.Exact(To)} instead of {Wording.Exact(From)}.";
}

/// <summary>No estimate, for the formula.</summary>
public sealed record FormulaIsNoAdjustment : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "No number was estimated from the rows: that is done only where the formula averages an effect in the source over covariates of the target.";
}

/// <summary>No estimate, for missing columns.</summary>
/// <param name="Population">The population.</param>
/// <param name="Variables">The columns; none where no column is needed.</param>
public sealed record RowsAreMissing(string Population, IReadOnlyList<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text => Variables.Count == 0
        ? $"No number was estimated: rows of {Population} are missing."
        : $"No number was estimated: rows of {Population} with {Wording.And(Variables)} are needed.";
}

/// <summary>No estimate, for the treatment.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Values">How many values it takes.</param>
/// <param name="Least">Rows needed for each.</param>
public sealed record TreatmentIsNotBinary(string Treatment, int Values, int Least) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"No number was estimated: {Treatment} takes {Wording.Count(Values, "value")} in the source rows, and two are needed, each in at least "
        + $"{Wording.Count(Least, "row")}.";
}

/// <summary>The populations differ much.</summary>
/// <param name="Effective">Effective source rows.</param>
/// <param name="Rows">Source rows.</param>
public sealed record OverlapIsPoor(double Effective, int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Weighted like the target, the {Wording.Count(Rows)} source rows tell as much as {Wording.Number(Effective)} would: few of them "
            + $"resemble the target.";
}
