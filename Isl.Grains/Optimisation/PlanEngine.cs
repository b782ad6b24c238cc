using System.Collections.Immutable;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>What is maximised: a weighted sum of the objectives' totals, with a least total for some.</summary>
/// <param name="Weights">By objective; none negative.</param>
/// <param name="Floors">Least total by objective; −∞ for none.</param>
internal sealed record PlanGoal(ImmutableArray<double> Weights, ImmutableArray<double> Floors)
{
    /// <summary>Whether a rough bound will do: of an end of a front, of which there are several.</summary>
    public bool IsRough { get; init; }

    /// <summary>One objective alone.</summary>
    public static PlanGoal Alone(int objective, int objectives) => new(
        [.. Enumerable.Range(0, objectives).Select(i => i == objective ? 1.0 : 0)],
        NoFloors(objectives));

    /// <summary>No least totals.</summary>
    public static ImmutableArray<double> NoFloors(int objectives) => [.. Enumerable.Repeat(double.NegativeInfinity, objectives)];

    /// <summary>The weighted sum of totals.</summary>
    public double Of(IReadOnlyList<double> totals) => Weights.Select((weight, i) => weight == 0 ? 0 : weight * totals[i]).Sum();
}

/// <summary>A plan that was found.</summary>
/// <param name="Plan">The decisions, step by step.</param>
/// <param name="Value">Its weighted sum, as the engine sees it.</param>
/// <param name="Bound">No plan exceeds this.</param>
/// <param name="Prices">Shadow prices by constraint; empty where they are not known.</param>
/// <param name="IsStopped">Whether time ended the search.</param>
internal sealed record PlanFound(double[] Plan, double Value, double Bound, IReadOnlyDictionary<string, double> Prices, bool IsStopped = false);

/// <summary>What a plan brings.</summary>
/// <param name="Outcomes">By objective and step, the expected value.</param>
/// <param name="Utilities">By objective and step, what it adds to the total.</param>
/// <param name="StandardErrors">By objective, the Monte Carlo error of the total; 0 where it is exact.</param>
internal sealed record PlanValues(double[][] Outcomes, double[][] Utilities, double[] StandardErrors)
{
    /// <summary>Totals by objective.</summary>
    public double[] Totals => [.. Utilities.Select(utilities => utilities.Sum())];
}

/// <summary>Finds the best plan of a problem.</summary>
internal interface IPlanEngine
{
    /// <summary>The method, as answers name it.</summary>
    string Method { get; }

    /// <summary>Whether what it finds is the best there is.</summary>
    bool IsExact { get; }

    /// <summary>The best plan for a goal; null where no plan meets all limits.</summary>
    PlanFound? Maximise(PlanGoal goal, WorkBudget budget);

    /// <summary>What a plan brings, by the engine's own measure.</summary>
    PlanValues Evaluate(double[] plan, WorkBudget budget);

    /// <summary>What deciding again after each step would bring beside a plan; null where that is nothing more, or not known.</summary>
    ClosedLoopValue? Reacting(double[] plan, WorkBudget budget) => null;
}
