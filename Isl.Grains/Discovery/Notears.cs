using Isl.Numerics;

namespace Isl.Discovery;

/// <summary>Settings of a NOTEARS fit.</summary>
public sealed record NotearsSettings
{
    /// <summary>Weight λ₁ of the L1 penalty.</summary>
    public double Lambda1 { get; init; } = 0.1;

    /// <summary>Limit of outer (multiplier) iterations.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>The fit has converged when h(W) is not above this.</summary>
    public double HTolerance { get; init; } = 1e-8;

    /// <summary>Largest weight ρ of the penalty.</summary>
    public double RhoMax { get; init; } = 1e16;

    /// <summary>Prior knowledge: forbidden entries stay zero, required ones go unpenalised.</summary>
    public required EdgeConstraints Constraints { get; init; }

    /// <summary>Optional row-major d×d factors of λ₁ per edge, not negative: soft priors. The reported objective counts them.</summary>
    public double[]? Penalties { get; init; }
}

/// <summary>What a fit found.</summary>
/// <param name="Weights">Row-major d×d before thresholding; (i, j) is the effect of i on j.</param>
/// <param name="Objective">Loss + λ₁‖W‖₁.</param>
/// <param name="Loss">½ tr((I − W)ᵀ G (I − W)).</param>
/// <param name="H">tr exp(W ∘ W) − d.</param>
/// <param name="Iterations">Outer iterations.</param>
/// <param name="Evaluations">Evaluations of the smooth part.</param>
/// <param name="Stop">Why it ended.</param>
public sealed record NotearsFit(double[] Weights, double Objective, double Loss, double H, int Iterations, int Evaluations, StopReason Stop);

/// <summary>NOTEARS: a linear structural equation model without cycles, by continuous optimisation.</summary>
/// <remarks>
/// Source: Zheng, Aragam, Ravikumar &amp; Xing (2018), algorithm 1 (augmented Lagrangian; ρ grows tenfold until h falls to a quarter), with
/// OWL-QN in place of L-BFGS-B on split variables: both solve the same subproblem, OWL-QN without doubling the variables. Each solve starts
/// from the last one's answer and is told the curvature there, most of which comes from the constraint: an edge that closes a cycle of
/// strong ones. That is what keeps solves short when ρ is large.
/// </remarks>
public static class Notears
{
    private const double Progress = 0.25;
    private const double RhoGrowth = 10;
    private const double GradientTolerance = 1e-6;
    private const int MaxInnerIterations = 3000;

    /// <summary>Iterations times weights a solve may take: beyond 100 variables the limit falls, so that a solve's time grows with d³ as one evaluation does.</summary>
    private const int InnerWork = 30_000_000;
    private const int LeastInnerIterations = 300;

    /// <summary>Up to this many variables a second path is followed as well, since it costs next to nothing.</summary>
    private const int SecondPathOrder = 30;

    /// <summary>Its answer is taken if lower by this share; a smaller difference is one of tolerances, as between two directions that fit alike.</summary>
    private const double ClearGain = 1e-4;

    /// <summary>
    /// The problem has many local optima, and how exactly the first solves are made decides between them. On the fast path they are rough and
    /// are told the curvature; on the exact one they are exact, and the curvature comes in near the end only.
    /// </summary>
    private static readonly FollowedPath Fast = new(1e-5, 1e-7, 1e-3, double.PositiveInfinity, 400);
    private static readonly FollowedPath Exact = new(1e-8, 1e-8, 1, 1e-4, MaxInnerIterations);

    /// <summary>Sweeps spent on making an unfinished fit acyclic; a fraction of a second at 200 variables.</summary>
    internal const int BudgetSweeps = 20;

    /// <summary>Fits a model.</summary>
    /// <param name="gram">Row-major d×d: XᵀX/n of the centred (and perhaps scaled) data.</param>
    /// <param name="d">Number of variables.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="budget">When signalled, the fit ends with the last iterate made acyclic: the best weights along its causal order.</param>
    /// <param name="cancellation">When signalled, the fit throws within one evaluation.</param>
    /// <returns>The fit; of two paths the one of clearly lower objective, with the evaluations of both.</returns>
    public static NotearsFit Fit(ReadOnlySpan<double> gram, int d, NotearsSettings settings, CancellationToken budget, CancellationToken cancellation)
    {
        var fit = Follow(Fast, gram, d, settings, budget, cancellation);
        if (d > SecondPathOrder || fit.Stop == StopReason.BudgetSpent)
        {
            return fit;
        }

        var second = Follow(Exact, gram, d, settings, budget, cancellation);
        return (IsClearlyBetter(second, fit) ? second : fit) with { Evaluations = fit.Evaluations + second.Evaluations };
    }

    /// <summary>Did the second path converge where the first did not, or to a clearly lower objective?</summary>
    internal static bool IsClearlyBetter(NotearsFit second, NotearsFit first) =>
        second.Stop == StopReason.Converged && (first.Stop != StopReason.Converged || second.Objective < first.Objective * (1 - ClearGain));

    private static NotearsFit Follow(FollowedPath path, ReadOnlySpan<double> gram, int d, NotearsSettings settings, CancellationToken budget, CancellationToken cancellation)
    {
        var objective = new NotearsObjective(gram, d);
        var penalties = LinearFit.Penalties(settings.Constraints, settings.Lambda1, settings.Penalties);
        var inverse = LinearFit.InverseVariances(gram, d);
        var optimiser = new OrthantWiseQuasiNewton(penalties, inverse);
        var weights = LinearFit.Start(gram, settings.Constraints);
        var candidate = new double[d * d];
        var inner = Math.Max(LeastInnerIterations, InnerWork / (d * d));
        var h = double.PositiveInfinity;
        for (var iteration = 1; iteration <= settings.MaxIterations; iteration++)
        {
            double next;
            while (true)
            {
                weights.CopyTo(candidate, 0);
                if (h <= path.CurvatureBelow)
                {
                    objective.InverseCurvature(weights, (objective.Rho * Math.Min(h, 1)) + objective.Alpha, 1, null, inverse);
                }

                var (stop, _) = optimiser.Minimise(objective.Evaluate, candidate, GradientTolerance, h > path.Near ? path.RoughDecrease : path.Decrease, Math.Min(inner, h > path.Near ? path.RoughIterations : MaxInnerIterations), budget, cancellation);
                next = objective.H(candidate);
                if (!double.IsFinite(next))
                {
                    return Result(weights, iteration, StopReason.NumericalFailure);
                }

                if (stop == MinimisationStop.BudgetSpent)
                {
                    AcyclicProjection.Apply(objective.Gram, candidate, penalties, settings.Constraints, BudgetSweeps, cancellation);
                    return Result(candidate, iteration, StopReason.BudgetSpent);
                }

                if (next <= Progress * h || objective.Rho >= settings.RhoMax)
                {
                    break;
                }

                objective.Rho *= RhoGrowth;
            }

            candidate.CopyTo(weights, 0);
            h = next;
            objective.Alpha += objective.Rho * h;
            if (h <= settings.HTolerance)
            {
                return Result(weights, iteration, StopReason.Converged);
            }

            if (objective.Rho >= settings.RhoMax)
            {
                return Result(weights, iteration, StopReason.MaxIterations);
            }
        }

        return Result(weights, settings.MaxIterations, StopReason.MaxIterations);

        NotearsFit Result(double[] found, int iterations, StopReason stop)
        {
            var loss = objective.Loss(found, new double[d * d]);
            var total = loss + (settings.Lambda1 * LinearFit.PenaltyNorm(found, settings.Penalties, d));
            return new NotearsFit(LinearFit.Transpose(found, d), total, loss, objective.H(found), iterations, objective.Evaluations, stop);
        }
    }

    /// <summary>How exactly to solve along the path.</summary>
    /// <param name="RoughDecrease">Relative decrease that ends a solve while h is above <paramref name="Near"/>.</param>
    /// <param name="Decrease">Relative decrease that ends one below it.</param>
    /// <param name="Near">Where solves begin to decide the answer.</param>
    /// <param name="CurvatureBelow">The curvature is used while h is not above this.</param>
    /// <param name="RoughIterations">Limit of quasi-Newton iterations of a solve while h is above <paramref name="Near"/>.</param>
    private sealed record FollowedPath(double RoughDecrease, double Decrease, double Near, double CurvatureBelow, int RoughIterations);
}
