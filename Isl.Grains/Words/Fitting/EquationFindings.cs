namespace Isl.Grains.Words.Fitting;

/// <summary>Terms that others determine.</summary>
/// <param name="Variable">The variable of the equation.</param>
/// <param name="Terms">The terms.</param>
public sealed record TermsLeftOut(string Variable, IReadOnlyList<string> Terms) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"In the equation of {Variable}, {Wording.Some(Terms)} {Wording.Of(Terms.Count, "follows", "follow")} from the terms before "
        + $"{Wording.Of(Terms.Count, "it", "them")} and {Wording.Of(Terms.Count, "was", "were")} left out.";
}

/// <summary>Levels that the parents tell apart without doubt.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Term">The term that tells them apart.</param>
public sealed record SeparatedLevels(string Variable, string Term) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The parents of {Variable}, {Term} above all, tell its levels apart without doubt somewhere in the data. "
        + "Its coefficients have no finite best value; those of a slight penalty are given.";
}

/// <summary>Counts that vary more than a Poisson distribution.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Dispersion">Variance over mean.</param>
public sealed record WideCounts(string Variable, double Dispersion) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Variable} varies {Wording.Number(Dispersion)} times as much as a Poisson variable of its mean, so draws of it are too narrow.";
}

/// <summary>What counterfactuals of a variable of levels rest on.</summary>
/// <param name="Variables">The variables.</param>
public sealed record OrderOfLevels(IReadOnlyList<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Counterfactuals of {Wording.Some(Variables)} depend on the order in which the levels share out the noise. "
        + "Distributions under an intervention do not.";
}

/// <summary>Residuals that depend on the parents.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="PValue">The adjusted p-value.</param>
public sealed record DependentResiduals(string Variable, double PValue) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"What the equation of {Variable} leaves over depends on its parents (p = {Wording.Number(PValue)}). "
        + "Its form is wrong, its spread varies, or a common cause is missing; its counterfactuals are then off.";
}

/// <summary>A form that was not tried.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Family">The form.</param>
/// <param name="Columns">Columns that it would need.</param>
/// <param name="Rows">Rows of the equation.</param>
public sealed record FormTooWide(string Variable, string Family, int Columns, int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"For {Variable} the family {Family} was not tried, because {Wording.Count(Columns)} terms are many for {Wording.Count(Rows, "row")}; "
        + "ask for it by name in families.";
}

/// <summary>Time ran out before every form was compared.</summary>
/// <param name="Variable">The variable.</param>
public sealed record ChoiceCutShort(string Variable) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Time ran out before all forms were compared for {Variable}, so the simplest one was taken.";
}

/// <summary>A curve was asked for, but no parent has enough values for one.</summary>
/// <param name="Variable">The variable.</param>
public sealed record NoCurves(string Variable) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"No parent of {Variable} has enough different values for a curve, so its equation is linear.";
}
