namespace Isl.Grains.Words.Effects;

/// <summary>A regression estimates one thing whatever was asked for.</summary>
public sealed record RegressionHasOneEstimand : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Regression without interactions estimates one number, weighted by the treatment's variance, whatever estimand is asked for.";
}

/// <summary>Effects vary with the covariates.</summary>
/// <param name="PValue">Of the test for interactions.</param>
public sealed record EffectsVary(double PValue) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The effect varies with the covariates (interaction test, p = {Wording.Number(PValue)}), so the regression gives a mean of effects "
        + "weighted by the treatment's variance, not the average effect.";
}

/// <summary>The covariates tell the outcome without doubt somewhere.</summary>
/// <param name="Outcome">The outcome.</param>
public sealed record OutcomeSeparated(string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"In some arm the covariates tell {Outcome} apart without error, so the logistic outcome model has a slight ridge (1e-6).";
}

/// <summary>Covariates tell the treatment without doubt somewhere.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Covariate">The covariate that does most of it.</param>
public sealed record TreatmentSeparated(string Treatment, string Covariate) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Covariate} tells {Treatment} apart without error for some rows, so the propensity model has a slight ridge (1e-6) and those rows have "
        + "no counterpart in the other arm.";
}

/// <summary>Nuisance models saw the rows that they were used on.</summary>
/// <param name="IsForced">Were the arms too small for folds?</param>
public sealed record NotCrossFitted(bool IsForced) : Finding
{
    /// <inheritdoc/>
    public override string Text => IsForced
        ? "An arm is too small for folds, so the models were fitted on the rows they are used on (no cross-fitting)."
        : "With 1 fold the models were fitted on the rows they are used on (no cross-fitting).";
}

/// <summary>Boosted trees were asked of estimators that have no error with them.</summary>
public sealed record TreesReplaced : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "The standard errors of g_computation and ipw need models with coefficients, so splines, chosen by cross-validation, took the place of "
        + "boosted trees there; aipw and dml use the trees.";
}

/// <summary>Boosted trees had few rows to learn from.</summary>
/// <param name="Rows">The rows there were.</param>
/// <param name="Enough">From how many on there is no word of it.</param>
public sealed record TreesOnFewRows(int Rows, int Enough) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Boosted trees had {Wording.Count(Rows, "row")} to learn from. Below {Wording.Count(Enough)} they follow chance as well: the estimate can "
        + "be biased, and its interval misses the effect more often than it states. Compare the estimate by the usual models, or send more rows.";
}

/// <summary>Time ended boosted trees.</summary>
public sealed record TreesCutShort : Finding
{
    /// <inheritdoc/>
    public override string Text => "Time ran out before all boosted trees were grown, so linear models took their place.";
}

/// <summary>Errors by formula took the place of those by resamples.</summary>
public sealed record ResamplesReplaced : Finding
{
    /// <inheritdoc/>
    public override string Text => "Time ran out before all resamples were made, so errors by formula (hc1) took their place.";
}

/// <summary>Fewer folds than were asked for.</summary>
/// <param name="Asked">Asked for.</param>
/// <param name="Used">Used.</param>
public sealed record FewerFolds(int Asked, int Used) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The smallest arm has fewer than 10 rows for each of {Asked} folds, so {Used} were used.";
}
