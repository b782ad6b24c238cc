using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Words.Counterfactuals;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Sensitivity;

/// <summary>What a model concludes.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Intervention">What is done.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Change">The change that the intervention makes, where the conclusion is about that.</param>
/// <param name="Threshold">Where the conclusion turns.</param>
/// <param name="Side">On which side of it the model is: 1, −1, or 0 for on it.</param>
public sealed record ConclusionDrawn(
    string Outcome, Intervention Intervention, Figure Mean, double? Change, double Threshold, int Side) : Finding
{
    /// <inheritdoc/>
    public override string Text => Change is { } change
        ? Side == 0
            ? $"{Outcome} averages {Mean}{Under}, which is no change."
            : $"{Outcome} averages {Mean}{Under}, {Wording.Number(Math.Abs(change))} {(Side > 0 ? "more" : "less")} than without the intervention."
        : $"{Outcome} averages {Mean}{Under}, which is {(Side > 0 ? "above" : Side < 0 ? "below" : "exactly")} "
            + $"{(Side == 0 ? "the threshold of " : "")}{Wording.Exact(Threshold)}.";

    private string Under => Intervention.Changes.IsEmpty ? "" : $" under {InterventionText.Of(Intervention)}";
}

/// <summary>What happens if an assumption is wrong.</summary>
/// <param name="Label">What it is.</param>
/// <param name="At">The value or setting where the outcome moves most.</param>
/// <param name="What">What the conclusion is about.</param>
/// <param name="From">Its value as it stands.</param>
/// <param name="To">Its value there.</param>
public sealed record IfWrong(string Label, string At, string What, double From, double To) : Finding
{
    /// <inheritdoc/>
    public override string Text => From == To
        ? $"Nothing: within its range, {Label} does not move {What}."
        : $"If {Label} is {At}, {What} {(To > From ? "rises" : "falls")} from {Wording.Number(From)} to {Wording.Number(To)}.";
}

/// <summary>What an assessment rests on.</summary>
/// <param name="Label">What the assumption is.</param>
/// <param name="Settings">Its settings; 0 where it has a range.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="IsStated">Whether the range was stated.</param>
/// <param name="Draws">Draws of each run.</param>
/// <param name="What">What the conclusion is about.</param>
/// <param name="Least">Its least value.</param>
/// <param name="Most">Its greatest value.</param>
public sealed record AssumptionEvidence(
    string Label, int Settings, double Low, double High, bool IsStated, int Draws, string What, double Least, double Most) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The model was run with {Ran}{(Draws == 1 ? "" : $" on {Wording.Count(Draws)} shared draws")}: {What} is "
        + $"{(Least == Most ? Wording.Number(Least) : $"between {Wording.Number(Least)} and {Wording.Number(Most)}")} there.";

    private string Ran => Settings > 0
        ? $"all {Wording.Count(Settings)} settings of {Label}"
        : $"{Label} from {Wording.Number(Low)} to {Wording.Number(High)}{(IsStated ? "" : ", a usual range because none was stated,")}";
}

/// <summary>What to do about an assumption.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Importance">How much it matters.</param>
/// <param name="Turn">Where the conclusion turns, where it does.</param>
public sealed record AssumptionAdvice(string Label, AssumptionImportance Importance, string? Turn) : Finding
{
    /// <inheritdoc/>
    public override string Text => Importance switch
    {
        AssumptionImportance.Critical => $"Find out {Label} before acting: the conclusion turns at {Turn}.",
        AssumptionImportance.Moderate => $"Narrow the range of {Label} if that is cheap; alone it does not turn the conclusion.",
        _ => $"{Label} needs no better knowledge for this conclusion.",
    };
}

/// <summary>Whether a conclusion stands.</summary>
/// <param name="Level">How much it can bear.</param>
/// <param name="Critical">Assumptions that turn it alone.</param>
/// <param name="Assumptions">How many were varied.</param>
public sealed record RobustnessFound(RobustnessLevel Level, IReadOnlyList<string> Critical, int Assumptions) : Finding
{
    /// <inheritdoc/>
    public override string Text => Level switch
    {
        RobustnessLevel.Fragile => $"It turns within the range of {Wording.Some([.. Critical])} alone.",
        RobustnessLevel.Moderate => "No single assumption turns it within its range, but several together do.",
        _ => Assumptions == 1
            ? "It holds throughout the range of the assumption."
            : $"It holds however the {Wording.Count(Assumptions)} assumptions were varied, alone and together.",
    };
}

/// <summary>Where a conclusion turns.</summary>
/// <param name="Label">What the assumption is.</param>
/// <param name="At">The value or setting.</param>
/// <param name="IsAbove">Whether it turns when the value rises to it; null for a setting.</param>
/// <param name="What">What the conclusion is about.</param>
/// <param name="Threshold">The threshold.</param>
public sealed record TurnsAt(string Label, string At, bool? IsAbove, string What, double Threshold) : Finding
{
    /// <inheritdoc/>
    public override string Text => IsAbove switch
    {
        true => $"{Label} at {At} or more takes {What} across {Wording.Exact(Threshold)}.",
        false => $"{Label} at {At} or less takes {What} across {Wording.Exact(Threshold)}.",
        null => $"{Label} {At} takes {What} across {Wording.Exact(Threshold)}.",
    };
}

/// <summary>How assumptions were examined.</summary>
/// <param name="Assumptions">How many.</param>
/// <param name="Draws">Draws of each run.</param>
public sealed record AssumptionsRun(int Assumptions, int Draws) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The model was run across {Wording.Of(Assumptions, "the range", "each range")}, where the conclusion turns in "
        + $"it, and with all assumptions varied together{(Draws == 1 ? ". Nothing in it is random." : ", on draws that all runs share.")}";
}

/// <summary>What the confidence is made of.</summary>
/// <param name="Error">Monte Carlo error relative to the distance from the threshold.</param>
/// <param name="Stated">Assumptions whose range was stated.</param>
/// <param name="All">All of them.</param>
public sealed record AssumptionsConfidence(double Error, int Stated, int All) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Confidence comes from the Monte Carlo error, {Wording.Percent(Error)} of the distance to where the conclusion "
        + $"turns, and from the ranges that were stated, {Wording.Count(Stated)} of {Wording.Count(All)}.";
}

/// <summary>The methods.</summary>
public sealed record AssumptionsBasis : Finding
{
    /// <inheritdoc/>
    public override string Text => "Ends of ranges and turning points by running the model on shared draws; variance-based indices by Sobol's method "
        + "(Saltelli et al. 2010).";
}

/// <summary>A stated value is not the model's.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Stated">The value stated.</param>
/// <param name="Own">The model's.</param>
public sealed record CurrentValueDiffers(string Label, double Stated, double Own) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Label} is stated to be {Wording.Exact(Stated)}, the model has {Wording.Number(Own)}; the base case uses what was stated.";
}

/// <summary>A stated result is not the model's.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Stated">The result stated.</param>
/// <param name="Found">What the model gives.</param>
public sealed record BaselineNotReproduced(string Variable, double Stated, Figure Found) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"baseline_result has {Variable} {Wording.Exact(Stated)}, but the model gives {Found}; everything here is about what the model gives.";
}

/// <summary>The indices were left out.</summary>
public sealed record IndicesLeftOut : Finding
{
    /// <inheritdoc/>
    public override string Text => "Time ran out before the assumptions were varied together, so there are no Sobol indices.";
}
