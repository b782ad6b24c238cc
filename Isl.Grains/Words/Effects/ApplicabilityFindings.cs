namespace Isl.Grains.Words.Effects;

/// <summary>No set to adjust for.</summary>
/// <param name="Estimator">The estimator.</param>
public sealed record EstimatorNeedsSet(string Estimator) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Estimator} needs a set of measured variables that blocks every non-causal path, and none is used here.";
}

/// <summary>No instrument.</summary>
/// <param name="Estimator">The estimator.</param>
public sealed record EstimatorNeedsInstrument(string Estimator) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Estimator} needs an instrument, and the graph has none among the measured variables.";
}

/// <summary>No front-door set.</summary>
/// <param name="Estimator">The estimator.</param>
public sealed record EstimatorNeedsMediators(string Estimator) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Estimator} needs measured mediators that meet the front-door criterion, and the graph has none.";
}

/// <summary>No formula.</summary>
/// <param name="Estimator">The estimator.</param>
public sealed record EstimatorNeedsFormula(string Estimator) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Estimator} needs a formula over measured variables, and the graph gives none for this effect.";
}

/// <summary>The treatment is an amount.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Treatment">The treatment.</param>
public sealed record EstimatorNeedsArms(string Estimator, string Treatment) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Estimator} compares arms, and {Treatment} is a number with many values; use regression or dml, or declare it a category in kinds.";
}

/// <summary>The treatment has several arms.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Treatment">The treatment.</param>
/// <param name="Arms">How many.</param>
public sealed record EstimatorNeedsTwoArms(string Estimator, string Treatment, int Arms) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Estimator} compares two arms, and {Treatment} has {Arms} levels; use aipw, g_computation, ipw or regression.";
}

/// <summary>An amount has the mean effect alone.</summary>
/// <param name="Treatment">The treatment.</param>
public sealed record AmountsHaveOneEstimand(string Treatment) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Treatment} is a number with many values, for which estimand can only be ate.";
}

/// <summary>Which arms are the treated ones?</summary>
/// <param name="Treatment">The treatment.</param>
public sealed record EstimandNeedsContrast(string Treatment) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Treatment} has several levels, so an estimand other than ate needs a contrast with two of them.";
}

/// <summary>Overlap weights belong to one estimator.</summary>
/// <param name="Estimator">The estimator.</param>
public sealed record OverlapWeightsOnly(string Estimator) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The estimand ato is estimated by ipw alone, not by {Estimator}.";
}

/// <summary>Other scales compare means.</summary>
/// <param name="Estimator">The estimator.</param>
public sealed record ScaleNeedsMeans(string Estimator) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Estimator} has no means of two levels to form a ratio of; send scale: difference, or use g_computation, ipw or aipw with two levels.";
}

/// <summary>A logistic model needs 0 and 1.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record LogisticNeedsBinary(string Estimator, string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Estimator} is asked for a logistic outcome model, and {Outcome} is not 0 or 1; use outcome_model: linear.";
}

/// <summary>Too many rows to match.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Most">How many are matched unless asked for.</param>
public sealed record TooManyToMatch(int Rows, int Most) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Matching compares every pair of {Wording.Count(Rows)} rows; above {Wording.Count(Most)} it runs only when "
        + $"named.";
}
