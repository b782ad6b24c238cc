namespace Isl.Grains.Words.Derivations;

/// <summary>Latent variables are projected out.</summary>
/// <param name="Count">How many.</param>
public sealed record LatentsProjected(int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Of(Count, "The latent variable is", $"The {Wording.Count(Count)} latent variables are")} replaced "
        + "by directed and bidirected edges between the observed variables.";
}

/// <summary>A condition becomes a treatment (rule 2 of do-calculus, line 1 of IDC).</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Treatments">The treatments before it.</param>
/// <param name="Outcomes">The outcomes.</param>
/// <param name="Given">The other treatments and conditions.</param>
/// <param name="Query">The query it leads to, as a formula.</param>
public sealed record ConditionExchanged(
    string Condition,
    IReadOnlyList<string> Treatments,
    IReadOnlyList<string> Outcomes,
    IReadOnlyList<string> Given,
    string Query) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Without the arrows out of {Condition}{Into}, {Condition} is separated from {DerivationWords.List(Outcomes)}{Conditioned}. "
        + $"Observing {Condition} is therefore the same as setting it (IDC line 1). The query becomes {Query}.";

    private string Into => Treatments.Count == 0 ? "" : $" and the arrows into {DerivationWords.List(Treatments)}";

    private string Conditioned => Given.Count == 0 ? "" : $" given {DerivationWords.List(Given)}";
}

/// <summary>The joint distribution is divided by that of the conditions.</summary>
/// <param name="Joint">The joint distribution, as a formula.</param>
/// <param name="Outcomes">The outcomes.</param>
/// <param name="Conditions">The conditions.</param>
public sealed record JointDivided(string Joint, IReadOnlyList<string> Outcomes, IReadOnlyList<string> Conditions) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Dividing {Joint} by its sum over {DerivationWords.List(Outcomes)} gives the distribution given {DerivationWords.List(Conditions)}.";
}

/// <summary>Nothing that matters is set.</summary>
/// <param name="Outcomes">The outcomes.</param>
public sealed record NothingSet(IReadOnlyList<string> Outcomes) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Nothing that affects {DerivationWords.List(Outcomes)} is set, so the observed distribution is the answer.";
}

/// <summary>Variables that may be set as well.</summary>
/// <param name="Treatments">The treatments.</param>
/// <param name="Indifferent">What affects the outcomes by way of the treatments only.</param>
/// <param name="Outcomes">The outcomes.</param>
public sealed record IndifferentSet(IReadOnlyList<string> Treatments, IReadOnlyList<string> Indifferent, IReadOnlyList<string> Outcomes) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"With {DerivationWords.List(Treatments)} set, {DerivationWords.List(Indifferent)} {Wording.Of(Indifferent.Count, "does", "do")} not affect "
        + $"{DerivationWords.List(Outcomes)}, so {Wording.Of(Indifferent.Count, "it", "they")} may be set as well (do-calculus rule 3).";
}

/// <summary>The result does not depend on variables it mentions, so it is averaged over them.</summary>
/// <param name="Loose">These variables.</param>
public sealed record AveragedOver(IReadOnlyList<string> Loose) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The result does not depend on the {Wording.Of(Loose.Count, "value", "values")} of {DerivationWords.List(Loose)}, "
        + $"so it is averaged over {Wording.Of(Loose.Count, "its", "their")} distribution.";
}

/// <summary>The formula in its final form.</summary>
public sealed record FormulaSimplified : Finding
{
    /// <inheritdoc/>
    public override string Text => "The chain rule, marginalisation and the independences of the graph simplify the formula.";
}
