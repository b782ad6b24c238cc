using System.Collections.Immutable;
using System.Numerics.Tensors;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>Settings of a DAGMA fit; the defaults are the paper's.</summary>
public sealed record DagmaSettings
{
    /// <summary>Weight λ₁ of the L1 penalty.</summary>
    public double Lambda1 { get; init; } = 0.02;

    /// <summary>First weight μ of the loss on the central path.</summary>
    public double MuInitial { get; init; } = 1;

    /// <summary>Factor of μ from one point of the path to the next.</summary>
    public double MuFactor { get; init; } = 0.1;

    /// <summary>Log-determinant parameter s for each point of the path; their number is T.</summary>
    public ImmutableArray<double> S { get; init; } = [1, 0.9, 0.8, 0.7, 0.6];

    /// <summary>Limit of quasi-Newton iterations at each point of the path.</summary>
    public int MaxIterations { get; init; } = 3000;

    /// <summary>Prior knowledge: forbidden entries stay zero, required ones go unpenalised.</summary>
    public required EdgeConstraints Constraints { get; init; }

    /// <summary>Optional row-major d×d factors of λ₁ per edge, not negative: soft priors.</summary>
    public double[]? Penalties { get; init; }
}

/// <summary>DAGMA: a linear structural equation model without cycles, along the central path of a log-determinant barrier.</summary>
/// <remarks>
/// Source: Bello, Aragam &amp; Ravikumar (2022), algorithm 1, with OWL-QN in place of ADAM for the subproblem, which so meets the L1 term
/// exactly. A step that leaves the domain (sI − W ∘ W an M-matrix) has an infinite value, and the line search turns it back.
/// </remarks>
public static class Dagma
{
    /// <summary>Tolerances of gradient and decrease, relative to μ.</summary>
    private static readonly (double Gradient, double Decrease) Exact = (1e-7, 1e-8);
    private static readonly (double Gradient, double Decrease) Final = (1e-7, 1e-6);
    private static readonly (double Gradient, double Decrease) Rough = (1e-3, 1e-4);

    /// <summary>
    /// Up to this many variables every point of the path is solved exactly, and only the last is told the barrier's curvature, so that the
    /// order of the variables is decided by small steps; beyond, and where the Gram matrix lacks much of its rank, the points before the last only
    /// show the way.
    /// </summary>
    private const int ExactOrder = 60;
    private const int History = 7;
    private const double ScaleStep = 0.1;
    private const int MaxScaleSteps = 100;

    /// <summary>Fits a model.</summary>
    /// <param name="gram">Row-major d×d: XᵀX/n of the centred (and perhaps scaled) data.</param>
    /// <param name="d">Number of variables.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <param name="part">What this fit is called among the checkpoints of the budget; it leaves one at each point of the path.</param>
    /// <returns>The fit; <see cref="NotearsFit.Iterations"/> counts points of the path, and H is −log det(I − W ∘ W), or that of s where it is not
    /// defined.</returns>
    public static NotearsFit Fit(ReadOnlySpan<double> gram, int d, DagmaSettings settings, WorkBudget budget, string part = "dagma")
    {
        var weights = LinearFit.Start(gram, settings.Constraints);
        var objective = new NotearsObjective(gram, d) { Progress = budget.Progress };
        var inverse = LinearFit.InverseVariances(gram, d);
        var gradient = new double[d * d];
        var isExact = d <= ExactOrder && !LinearFit.LacksRank(gram, d);
        var state = FitState.Find(budget, part, weights) ?? new FitState(0, settings.MuInitial, 0, double.PositiveInfinity, 0);
        var mu = state.Weight;
        objective.Evaluations = state.Evaluations;
        for (var point = state.Round; point < settings.S.Length; point++, mu *= settings.MuFactor)
        {
            new FitState(point, mu, 0, double.PositiveInfinity, objective.Evaluations).Keep(budget, part, weights);
            var (scale, weight) = (settings.S[point], mu);
            objective.Iteration = point + 1;
            for (var step = 0; step < MaxScaleSteps && !double.IsFinite(objective.EvaluateLogDeterminant(weights, weight, scale, gradient)); step++)
            {
                scale += ScaleStep;
            }

            var isLast = point == settings.S.Length - 1;
            if (isLast || !isExact)
            {
                objective.InverseCurvature(weights, 1, weight, scale, inverse);
            }

            var tolerance =
                isExact ? Exact
                : isLast ? Final
                : Rough;
            var optimiser = new OrthantWiseQuasiNewton(
                LinearFit.Penalties(settings.Constraints, settings.Lambda1 * mu, settings.Penalties),
                inverse,
                History);
            var (stop, _) = optimiser.Minimise(
                (x, slope) => objective.EvaluateLogDeterminant(x, weight, scale, slope),
                weights,
                tolerance.Gradient * mu,
                tolerance.Decrease * mu,
                settings.MaxIterations,
                budget);
            if (stop == MinimisationStop.BudgetSpent)
            {
                var penalties = LinearFit.Penalties(settings.Constraints, settings.Lambda1, settings.Penalties);
                AcyclicProjection.Apply(objective.Gram, weights, penalties, settings.Constraints, Notears.BudgetSweeps, budget.Cancellation);
                return Result(point + 1, StopReason.BudgetSpent);
            }

            if (!double.IsFinite(TensorPrimitives.Sum<double>(weights)))
            {
                return Result(point + 1, StopReason.NumericalFailure);
            }

            if (isLast && stop == MinimisationStop.MaxIterations)
            {
                return Result(point + 1, StopReason.MaxIterations);
            }
        }

        return Result(settings.S.Length, StopReason.Converged);

        NotearsFit Result(int points, StopReason stop)
        {
            var loss = objective.Loss(weights, gradient);
            var h = objective.EvaluateLogDeterminant(weights, 0, 1, gradient);
            return new NotearsFit(
                LinearFit.Transpose(weights, d),
                loss + (settings.Lambda1 * LinearFit.PenaltyNorm(weights, settings.Penalties, d)),
                loss,
                double.IsFinite(h) ? h : objective.H(weights),
                points,
                objective.Evaluations,
                stop);
        }
    }
}
