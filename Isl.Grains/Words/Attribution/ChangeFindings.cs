namespace Isl.Grains.Words.Attribution;

/// <summary>A change and its largest part in one sentence.</summary>
/// <param name="Outcome">The variable.</param>
/// <param name="Before">Its mean before.</param>
/// <param name="After">Its mean after.</param>
/// <param name="Parts">What each mechanism adds, largest first.</param>
public sealed record ChangeSummary(
    string Outcome, double Before, double After, IReadOnlyList<(string Mechanism, double Contribution)> Parts) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The mean of {Outcome} goes from {Wording.Number(Before)} to {Wording.Number(After)}, a change of {Wording.Number(After - Before)}. "
        + (Parts[0].Contribution == 0
            ? "No mechanism contributes to it."
            : $"{Parts[0].Mechanism} contributes most, {Wording.Number(Parts[0].Contribution)}"
                + (Parts.Count > 1 ? $", then {Parts[1].Mechanism} with {Wording.Number(Parts[1].Contribution)}." : "."));
}

/// <summary>How contributions were computed.</summary>
/// <param name="Mechanisms">Mechanisms.</param>
/// <param name="IsExact">Without draws.</param>
/// <param name="Draws">Draws for each mean.</param>
public sealed record MechanismsExchanged(int Mechanisms, bool IsExact, int Draws) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The {Wording.Count(Mechanisms, "mechanism")} of the outcome and its ancestors {Wording.Of(Mechanisms, "was", "were")} exchanged "
        + "one by one, and what each exchange adds was averaged over the orders. "
        + (IsExact ? "Means go through the linear equations as they are, so nothing was drawn."
            : Draws > 0 ? $"Each mean is over {Wording.Count(Draws)} draws." : "");
}

/// <summary>What the confidence was computed from.</summary>
/// <param name="Residual">What the mechanisms do not reproduce.</param>
public sealed record ChangeConfidence(double Residual) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The fitted mechanisms leave {(Residual == 0 ? "nothing" : Wording.Number(Residual))} of the change over; "
        + "confidence is 1 less its share of all contributions, halved where they have no errors.";
}

/// <summary>What the attribution of a change rests on.</summary>
public sealed record ChangeBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Shapley values of the outcome's mean over mechanisms (Budhathoki, Janzing, Blöbaum and Ng, 2021). "
        + "Standard errors by the delete-a-group jackknife over both tables.";
}

/// <summary>What the robust attribution rests on.</summary>
public sealed record RobustBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Shapley values of the outcome's mean over mechanisms, each mean by regression corrected with reweighted rows (Quintas-Martínez, Bahadori, "
        + "Santiago, Mu, Janzing and Heckerman, 2024). Standard errors from the estimate's influence function.";
}

/// <summary>The graph must hold in both tables.</summary>
public sealed record SameGraph : Finding
{
    /// <inheritdoc/>
    public override string Text => "The graph is right for both tables, and no common cause is missing from it.";
}

/// <summary>Mechanisms must be exchangeable.</summary>
public sealed record MechanismsIndependent : Finding
{
    /// <inheritdoc/>
    public override string Text => "A mechanism of one table goes on working as fitted when others come from the other table.";
}

/// <summary>There are no errors.</summary>
public sealed record NoErrors : Finding
{
    /// <inheritdoc/>
    public override string Text => "Contributions have no standard errors, because there are too few rows or time ran out.";
}

/// <summary>The simplest mechanisms answered.</summary>
/// <param name="Reason">Why.</param>
public sealed record SimplestMechanisms(string Reason) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Every mechanism has its simplest form, and there are no errors, because {Reason}.";
}
