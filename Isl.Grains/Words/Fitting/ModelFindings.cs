namespace Isl.Grains.Words.Fitting;

/// <summary>A fitted model in one sentence.</summary>
/// <param name="Equations">Variables with an equation.</param>
/// <param name="Roots">Variables without parents.</param>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Failed">Variables whose residuals depend on their parents.</param>
public sealed record ModelSummary(int Equations, int Roots, int Rows, IReadOnlyList<string> Failed) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The model has {Wording.Count(Equations, "equation")} and {Wording.Count(Roots, "distribution")}, fitted to {Wording.Count(Rows, "row")}. "
        + (Equations == 0 ? ""
            : Failed.Count == 0 ? "No test found that residuals depend on the parents."
            : $"Residuals depend on the parents for {Wording.Some(Failed)}.");
}

/// <summary>The form of an equation and how it was chosen.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Family">Its form.</param>
/// <param name="Tried">Forms that were compared; 0 where there was nothing to choose.</param>
/// <param name="Explained">Share explained.</param>
public sealed record EquationChosen(string Variable, string Family, int Tried, double? Explained) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Variable} is {Family}"
        + (Tried > 0 ? $", the simplest of {Wording.Count(Tried)} forms within one standard error of the best" : "")
        + (Explained is { } share && double.IsFinite(share) ? $", and its parents explain {Wording.Percent(Math.Clamp(share, 0, 1))}." : ".");
}

/// <summary>What the confidence was computed from.</summary>
/// <param name="Equations">Equations.</param>
/// <param name="Failed">Those whose residuals depend on the parents.</param>
public sealed record FitConfidence(int Equations, int Failed) : Finding
{
    /// <inheritdoc/>
    public override string Text => Equations == 0
        ? "Confidence is 1: there is no equation that could be wrong in form."
        : $"Confidence is the share of equations whose residuals pass the test of independence: {Wording.Count(Equations - Failed)} of "
            + $"{Wording.Count(Equations)}.";
}

/// <summary>What a fit rests on.</summary>
public sealed record FitBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Each equation is a regression on the parents by maximum likelihood without penalty. Forms are compared by cross-validated log likelihood "
        + "with the one-standard-error rule (Breiman, Friedman, Olshen and Stone, 1984). Residuals are tested against the parents by distance "
        + "covariance (Székely, Rizzo and Bakirov, 2007) with Holm's correction.";
}

/// <summary>The graph must be right.</summary>
public sealed record GraphIsRight : Finding
{
    /// <inheritdoc/>
    public override string Text => "The graph has every arrow that there is between its variables, in the right direction.";
}

/// <summary>The noises must be independent.</summary>
public sealed record NoisesAreIndependent : Finding
{
    /// <inheritdoc/>
    public override string Text => "The noises of the equations are independent: no two variables have a common cause that the graph lacks.";
}

/// <summary>The forms must be right.</summary>
public sealed record FormsAreRight : Finding
{
    /// <inheritdoc/>
    public override string Text => "Each equation has the right form, also where an intervention leads outside of the data.";
}

/// <summary>Rows with gaps.</summary>
/// <param name="Left">Most rows that any equation did without.</param>
/// <param name="Rows">Rows of the table.</param>
public sealed record RowsLeftOut(int Left, int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Up to {Wording.Count(Left)} of {Wording.Count(Rows)} rows were left out of an equation, because a value of it is missing there. "
        + "If values are missing for a reason that bears on the variables, the model is biased.";
}

/// <summary>Equations that were not tested for want of time.</summary>
/// <param name="Equations">How many.</param>
public sealed record IndependenceNotTested(int Equations) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Time ran out before the residuals of {Wording.Count(Equations, "equation")} were tested against the parents.";
}

/// <summary>The simplest forms answered.</summary>
/// <param name="Reason">Why.</param>
public sealed record SimpleForms(string Reason) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Every equation has its simplest form, and none was tested, because {Reason}.";
}
