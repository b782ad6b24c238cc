using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Words.Effects;

/// <summary>A level and the effect of it.</summary>
/// <param name="Level">The level.</param>
/// <param name="Value">The effect.</param>
public sealed record LevelText(string Level, double? Value);

/// <summary>The effect in one sentence.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="From">The level that it comes from; null per unit.</param>
/// <param name="To">The level that it leads to; null per unit.</param>
/// <param name="Scale">How means are compared.</param>
/// <param name="Value">The effect.</param>
/// <param name="Interval">Its interval.</param>
/// <param name="Levels">The effects of several levels.</param>
/// <param name="Condition">What must hold.</param>
/// <param name="Estimand">Whose effect.</param>
public sealed record HeadlineStatement(
    string Treatment,
    string Outcome,
    string? From,
    string? To,
    EffectScale Scale,
    double? Value,
    EffectInterval? Interval,
    IReadOnlyList<LevelText> Levels,
    string Condition,
    EffectEstimand Estimand) : Finding
{
    /// <inheritdoc/>
    public override string Text => Levels.Count > 0
        ? $"Against {Treatment} = {From}, "
            + $"{Wording.And([.. Levels.Take(5).Select(level => $"{level.Level} changes {Outcome} by {Number(level.Value)}")])}"
            + $"{(Levels.Count > 5 ? " (and so on for the other levels)" : "")}, if {Condition}."
        : $"{Subject} {Verb} {Number(Value)}{Whose}{Range}, if {Condition}.";

    private string Subject => From is null ? $"One unit more of {Treatment}" : $"{Treatment} from {From} to {To}";

    private string Verb => Scale switch
    {
        EffectScale.Ratio => $"multiplies the mean of {Outcome} by",
        EffectScale.OddsRatio => $"multiplies the odds of {Outcome} by",
        _ => $"changes {Outcome} by",
    };

    private string Whose => Estimand switch
    {
        EffectEstimand.Att => From is null ? "" : $" among the rows at {To}",
        EffectEstimand.Atc => From is null ? "" : $" among the rows at {From}",
        EffectEstimand.Ato => " among the rows that could have been at either level",
        _ => "",
    };

    private string Range => Interval is { Lower: { } lower, Upper: { } upper }
        ? $" ({Wording.Percent(Interval.ConfidenceLevel)}: {Wording.Number(lower)} to {Wording.Number(upper)})"
        : "";

    private static string Number(double? value) => value is { } number ? Wording.Number(number) : "an amount that could not be computed";
}

/// <summary>What must hold for an estimate to be the effect.</summary>
/// <param name="Strategy">The criterion.</param>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Covariates">What is adjusted for.</param>
/// <param name="Instruments">The instruments.</param>
/// <param name="Mediators">The mediators.</param>
public sealed record EffectCondition(
    EffectStrategy Strategy,
    string Treatment,
    string Outcome,
    IReadOnlyList<string> Covariates,
    IReadOnlyList<string> Instruments,
    IReadOnlyList<string> Mediators) : Finding
{
    /// <inheritdoc/>
    public override string Text => Strategy switch
    {
        EffectStrategy.Backdoor when Covariates.Count == 0 => $"{Treatment} and {Outcome} have no cause in common",
        EffectStrategy.Backdoor => $"{Wording.Some(Covariates, 8)} {Wording.Of(Covariates.Count, "is", "are")} all that {Treatment} and {Outcome} "
            + $"have in "
            + "common",
        EffectStrategy.Instrument => $"{Wording.Some(Instruments, 8)} {Wording.Of(Instruments.Count, "reaches", "reach")} {Outcome} through "
            + $"{Treatment} alone "
            + "and the effect is linear",
        EffectStrategy.FrontDoor => $"{Treatment} acts on {Outcome} through {Wording.Some(Mediators, 8)} alone, as the graph says",
        _ => "the graph is right",
    };

    /// <summary>How the effect is identified.</summary>
    public string Reasoning => Strategy switch
    {
        EffectStrategy.Backdoor when Covariates.Count == 0 => "The graph leaves no non-causal path open, so nothing is adjusted for.",
        EffectStrategy.Backdoor => $"Adjusting for {Wording.Some(Covariates, 8)} blocks every non-causal path from {Treatment} to {Outcome}.",
        EffectStrategy.Instrument => Covariates.Count == 0
            ? $"{Wording.Some(Instruments, 8)} {Wording.Of(Instruments.Count, "serves", "serve")} as instrument."
            : $"Given {Wording.Some(Covariates, 8)}, {Wording.Some(Instruments, 8)} {Wording.Of(Instruments.Count, "serves", "serve")} as "
                + $"instrument.",
        EffectStrategy.FrontDoor => $"{Wording.Some(Mediators, 8)} {Wording.Of(Mediators.Count, "meets", "meet")} the front-door criterion.",
        _ => "The ID algorithm gives a formula over the measured variables.",
    };
}

/// <summary>Why one of the estimates heads the answer.</summary>
/// <param name="Estimator">The estimator.</param>
public sealed record HeadlineChoice(string Estimator) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The headline is that of {Estimator}, which the question decides and no result does.";
}

/// <summary>The graph has no effect to estimate.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
public sealed record NoEffectByGraph(string Treatment, string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"No causal path leads from {Treatment} to {Outcome}, so by this graph {Treatment} has no effect on {Outcome}, and none is estimated.";
}

/// <summary>Nothing identifies the effect.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="HasBounds">Are bounds given?</param>
/// <param name="HasSuggestions">Are suggestions given?</param>
public sealed record EffectNotEstimated(string Treatment, string Outcome, bool HasBounds, bool HasSuggestions) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The graph and the columns do not identify the effect of {Treatment} on {Outcome}, so no number is given."
        + (HasBounds ? " Bounds that hold whatever the confounding are given instead." : "")
        + (HasSuggestions ? " The suggestions say what would identify it." : "");
}
