using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Optimisation;

/// <summary>Whether decisions are fixed in advance or depend on what was seen.</summary>
public enum PlanPolicy
{
    /// <summary>Fixed in advance.</summary>
    OpenLoop,

    /// <summary>Each depends on what the steps before it brought.</summary>
    ClosedLoop,
}

/// <summary>A step of a plan.</summary>
/// <param name="Step">Its number, from 1.</param>
/// <param name="Intervention">What each decision variable is set to.</param>
/// <param name="PredictedOutcome">Expected value of the objective in this step.</param>
/// <param name="Utility">What the step adds: its outcome, less the price of its risk, discounted.</param>
/// <param name="Explanation">The step in one sentence.</param>
public sealed record PlanStep(
    int Step, IReadOnlyDictionary<string, double> Intervention, double PredictedOutcome, double Utility, string Explanation);

/// <summary>A constraint that the plan exhausts.</summary>
/// <param name="Constraint">Its key.</param>
/// <param name="Limit">Its limit.</param>
/// <param name="Steps">The steps in which it is exhausted; all for one over all steps.</param>
/// <param name="ShadowPrice">By how much the total utility would grow for each unit that the limit is looser; null where prices are not
/// known.</param>
public sealed record BindingConstraint(string Constraint, double Limit, ImmutableArray<int> Steps, double? ShadowPrice);

/// <summary>What it would be worth to know a random quantity before choosing among the plans.</summary>
/// <param name="Variable">The quantity.</param>
/// <param name="Evppi">Expected value of knowing it exactly.</param>
/// <param name="StandardError">Monte Carlo standard error of that.</param>
/// <param name="Evsi">Expected value of one reading of it, whose error has the spread of the quantity itself.</param>
public sealed record InformationValue(string Variable, double Evppi, double StandardError, double Evsi);

/// <summary>What deciding again after each step would bring, on what the steps before it brought.</summary>
/// <param name="TotalUtility">Expected total utility of the policy that backward induction gives.</param>
/// <param name="StandardError">Monte Carlo standard error of that.</param>
/// <param name="Gain">By how much it exceeds the plan fixed in advance, on the same draws.</param>
/// <param name="GainStandardError">Monte Carlo standard error of the gain.</param>
/// <param name="FirstIntervention">What the policy decides in the first step, before anything is seen.</param>
public sealed record ClosedLoopValue(
    double TotalUtility, double StandardError, double Gain, double GainStandardError, IReadOnlyDictionary<string, double> FirstIntervention);

/// <summary>What answers about plans have in common.</summary>
public abstract record PlanResult : AnalysisResult
{
    /// <summary>The best plan.</summary>
    public required ImmutableArray<PlanStep> OptimalSequence { get; init; }

    /// <summary>Sum of the utilities of its steps.</summary>
    public required double TotalUtility { get; init; }

    /// <summary>Whether no plan is better by more than 0.1 %, or twice the Monte Carlo error.</summary>
    public required bool ConvergenceAchieved { get; init; }

    /// <summary>Other plans that meet all constraints, best first.</summary>
    public required ImmutableArray<ImmutableArray<PlanStep>> AlternativeSequences { get; init; }

    /// <summary>No plan exceeds this; null where nothing bounds it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? UpperBound { get; init; }

    /// <summary>How far the plan may be from the best, as a share of the bound; null where nothing bounds it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? OptimalityGap { get; init; }

    /// <summary>Monte Carlo standard error of the total utility; 0 where it is exact.</summary>
    public required double StandardError { get; init; }

    /// <summary>Whether the decisions are fixed in advance.</summary>
    public required PlanPolicy Policy { get; init; }

    /// <summary>The method that found the plan.</summary>
    public required string Method { get; init; }

    /// <summary>Constraints that the plan exhausts.</summary>
    public required ImmutableArray<BindingConstraint> Binding { get; init; }

    /// <summary>Names in the request that the model does not use.</summary>
    public required ImmutableArray<string> Ignored { get; init; }

    /// <summary>Variables with neither equation, distribution nor value, and the value they were held at.</summary>
    public required IReadOnlyDictionary<string, double> AssumedValues { get; init; }

    /// <summary>Seed of the draws.</summary>
    public required long Seed { get; init; }

    /// <summary>Hash of the model.</summary>
    public required string ModelHash { get; init; }
}

/// <summary>Answer to a <see cref="SequentialQuestion"/>.</summary>
public sealed record SequentialResult : PlanResult
{
    /// <summary>What was maximised.</summary>
    public required string Objective { get; init; }

    /// <summary>What knowing each random quantity would be worth for choosing among the plans, highest first.</summary>
    public required ImmutableArray<InformationValue> ValueOfInformation { get; init; }

    /// <summary>What knowing all of them would be worth.</summary>
    public required double Evpi { get; init; }

    /// <summary>What deciding again after each step would bring; null where chance hands nothing on, or where that was not computed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required ClosedLoopValue? ClosedLoop { get; init; }
}

/// <summary>Answer to a <see cref="MultiObjectiveQuestion"/>: one plan.</summary>
public sealed record MultiObjectiveResult : PlanResult
{
    /// <summary>Total of each objective over the plan.</summary>
    public required IReadOnlyDictionary<string, double> ObjectiveValues { get; init; }

    /// <summary>Best and worst total of each objective over the front, by which it is scaled.</summary>
    public required IReadOnlyDictionary<string, ObjectiveScale> Scales { get; init; }

    /// <summary>Weights of the objectives for which this plan is the best; null where there are none.</summary>
    public required ImmutableArray<double>? Weights { get; init; }

    /// <summary>Share of the dominated volume that this plan alone dominates; null for a plan without a front.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required double? HypervolumeContribution { get; init; }
}

/// <summary>The range of an objective over the front.</summary>
/// <param name="Ideal">Its best total.</param>
/// <param name="Nadir">Its worst total among plans that are best by another objective.</param>
/// <param name="Scaling"><c>range</c> where weights apply to the objective divided by this range, else <c>none</c>.</param>
public sealed record ObjectiveScale(double Ideal, double Nadir, string Scaling);

/// <summary>Answer to a <see cref="MultiObjectiveQuestion"/> that asks for the front: a list on the wire.</summary>
/// <remarks>The address of the whole is in a header, because a list has no members.</remarks>
[JsonConverter(typeof(ParetoFrontConverter))]
public sealed record ParetoFrontResult : AnalysisResult
{
    /// <summary>The plans, by their first objective.</summary>
    public required ImmutableArray<MultiObjectiveResult> Points { get; init; }
}
