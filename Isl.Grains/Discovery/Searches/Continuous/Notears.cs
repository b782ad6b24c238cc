using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Continuous;

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
/// OWL-QN in place of L-BFGS-B on split variables: both solve the same subproblem, OWL-QN without doubling the variables. The problem has many
/// local optima, and how the solves are made decides between them; so they take L-BFGS-B's kind of steps at nearly its tolerance until h is
/// small, which is when the order of the variables is decided. After that each is told the constraint's curvature where it starts, most of
/// which belongs to edges that close a cycle of strong ones: that keeps the solves short when ρ is large.
/// Of many variables every solve but the first is told the curvature, and goes on where the last one ended, also when only ρ has grown; h is
/// computed to eight digits until it is small. Where their variances are so far apart that no such solve comes near its end, the solves are those
/// of <see cref="ProximalNewton"/>.
/// </remarks>
public static class Notears
{
    private const double Progress = 0.25;
    private const double RhoGrowth = 10;

    /// <summary>Once ρ is at its largest the multiplier alone goes on growing, as long as h falls below this share of the last.</summary>
    private const double Stalled = 0.9;
    private const double GradientTolerance = 1e-5;
    private const int History = 7;

    /// <summary>
    /// Limit of quasi-Newton iterations of a solve; iterations times weights have a limit too, so that a solve's time grows with d³ as one evaluation
    /// does.
    /// </summary>
    private const int MaxInnerIterations = 15_000;
    private const int InnerWork = 30_000_000;
    private const int LeastInnerIterations = 300;

    /// <summary>Up to this many variables the order is decided with care; beyond, in a fraction of the time.</summary>
    internal const int CarefulOrder = 60;

    /// <summary>
    /// Largest ratio of two variances at which many variables have quasi-Newton solves. Below it those find objectives as low as Newton steps do; of
    /// 90 variables at 160,000 and of 200 at two million theirs are 2 % and 9 % higher, after several times as long.
    /// </summary>
    private const double VarianceRatio = 1e5;

    /// <summary>Limit of steps of a Newton solve; some tens are the rule.</summary>
    private const int MaxNewtonSteps = 200;

    /// <summary>Below this h a solve of many variables has a quarter of that limit: the next one goes on with what it leaves.</summary>
    private const double ShortBelow = 1e-2;
    private const int Shorter = 4;

    /// <summary>Below this h it is computed to the last digit: a long cycle of middling weights is less than what eight digits leave out.</summary>
    private const double ExactBelow = 1e-5;

    private static readonly Manner Careful = new(2e-8, 1e-6, 1e-7, IsWide: false);
    private static readonly Manner Wide = new(1e-6, 1, 1e-6, IsWide: true);
    private static readonly Manner Newton = new(1e-5, 1e-3, 1e-4, IsWide: true) { IsNewton = true };

    /// <summary>
    /// Where the Gram matrix lacks much of its rank, as with fewer rows than columns: then whole families of weights fit alike, an optimum
    /// is flat, and a solve would crawl along it for figures that mean nothing.
    /// </summary>
    private static readonly Manner Rough = new(1e-5, 1e-4, 1e-5, IsWide: false);

    /// <summary>Sweeps spent on making an unfinished fit acyclic; a fraction of a second at 200 variables.</summary>
    internal const int BudgetSweeps = 20;

    /// <summary>Fits a model.</summary>
    /// <param name="gram">Row-major d×d: XᵀX/n of the centred (and perhaps scaled) data.</param>
    /// <param name="d">Number of variables.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <param name="part">What this fit is called among the checkpoints of the budget; it leaves one before each solve.</param>
    /// <returns>The fit.</returns>
    public static NotearsFit Fit(ReadOnlySpan<double> gram, int d, NotearsSettings settings, WorkBudget budget, string part = "notears")
    {
        var manner = MannerOf(gram, d);
        var objective = new NotearsObjective(gram, d) { Progress = budget.Progress };
        var penalties = LinearFit.Penalties(settings.Constraints, settings.Lambda1, settings.Penalties);
        var solver = new Solver(objective, d, penalties, manner);
        var weights = LinearFit.Start(gram, settings.Constraints);
        var candidate = new double[d * d];
        var state = FitState.Find(budget, part, weights) ?? new FitState(1, objective.Rho, objective.Alpha, double.PositiveInfinity, 0);
        (objective.Rho, objective.Alpha, objective.Evaluations) = (state.Weight, state.Multiplier, state.Evaluations);
        var h = state.H;
        var wasDecided = false;
        for (var iteration = state.Round; iteration <= settings.MaxIterations; iteration++)
        {
            double next;
            objective.Iteration = iteration;
            weights.CopyTo(candidate, 0);
            for (var isAfresh = true; ; isAfresh = !manner.IsWide)
            {
                var isDecided = h <= manner.DecidedBelow;
                if (isAfresh && (isDecided || !wasDecided)) // else there is more to go on from than a state holds: a curvature, or an earlier solve
                {
                    new FitState(iteration, objective.Rho, objective.Alpha, h, objective.Evaluations).Keep(budget, part, weights);
                }

                wasDecided |= isDecided;
                objective.IsRough = manner.IsWide && h > ExactBelow;
                var stop = solver.Minimise(candidate, h, budget);
                next = objective.H(candidate);
                if (!double.IsFinite(next))
                {
                    return Result(weights, iteration, StopReason.NumericalFailure);
                }

                if (stop == MinimisationStop.BudgetSpent)
                {
                    AcyclicProjection.Apply(objective.Gram, candidate, penalties, settings.Constraints, BudgetSweeps, budget.Cancellation);
                    return Result(candidate, iteration, StopReason.BudgetSpent);
                }

                if (next <= Progress * h || objective.Rho >= settings.RhoMax || manner.IsEnough(next, settings))
                {
                    break;
                }

                objective.Rho *= RhoGrowth;
                if (!manner.IsWide)
                {
                    weights.CopyTo(candidate, 0); // as published
                }
            }

            candidate.CopyTo(weights, 0);
            var isStalled = objective.Rho >= settings.RhoMax && next > Stalled * h;
            h = next;
            objective.Alpha += objective.Rho * h;
            if (h <= settings.HTolerance)
            {
                return Result(weights, iteration, StopReason.Converged);
            }

            if (isStalled)
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

    private static Manner MannerOf(ReadOnlySpan<double> gram, int d) =>
        LinearFit.LacksRank(gram, d) ? Rough
        : d <= CarefulOrder ? Careful
        : LinearFit.VarianceRatio(gram, d) <= VarianceRatio ? Wide
        : Newton;

    /// <summary>How the solves are made.</summary>
    /// <param name="Decrease">Relative decrease that ends a solve while the order is being decided.</param>
    /// <param name="DecidedBelow">The h below which it has been.</param>
    /// <param name="FinalDecrease">The same once it has been.</param>
    /// <param name="IsWide">Short solves that go on from each other.</param>
    private readonly record struct Manner(double Decrease, double DecidedBelow, double FinalDecrease, bool IsWide)
    {
        /// <summary>Solves are those of <see cref="ProximalNewton"/>.</summary>
        public bool IsNewton { get; init; }

        /// <summary>Newton solves end the fit once h is small enough: no growing of ρ for progress that nobody needs.</summary>
        public bool IsEnough(double h, NotearsSettings settings) => IsNewton && h <= settings.HTolerance;
    }

    /// <summary>Makes the solves of one fit.</summary>
    private sealed class Solver
    {
        private readonly NotearsObjective _objective;
        private readonly Manner _manner;
        private readonly double[] _inverse;
        private readonly int _limit;
        private readonly ProximalNewton? _newton;
        private readonly OrthantWiseQuasiNewton? _quasiNewton;

        public Solver(NotearsObjective objective, int d, double[] penalties, Manner manner)
        {
            (_objective, _manner) = (objective, manner);
            _limit = Math.Clamp(InnerWork / (d * d), LeastInnerIterations, MaxInnerIterations);
            _inverse = manner.IsNewton ? [] : new double[d * d];
            _inverse.AsSpan().Fill(1);
            _newton = manner.IsNewton ? new ProximalNewton(objective, d, penalties) : null;
            _quasiNewton = manner.IsNewton ? null : new OrthantWiseQuasiNewton(penalties, _inverse, History);
        }

        /// <param name="weights">Start and result.</param>
        /// <param name="h">That of the last outer iteration.</param>
        /// <param name="budget">What it may spend.</param>
        public MinimisationStop Minimise(double[] weights, double h, WorkBudget budget)
        {
            var isDecided = h <= _manner.DecidedBelow;
            var decrease = isDecided ? _manner.FinalDecrease : _manner.Decrease;
            if (_quasiNewton is null)
            {
                return _newton!.Minimise(weights, decrease, MaxNewtonSteps, budget);
            }

            if (isDecided)
            {
                _objective.InverseCurvature(weights, (_objective.Rho * Math.Min(h, 1)) + _objective.Alpha, 1, null, _inverse);
            }

            var limit = _manner.IsWide && h <= ShortBelow ? _limit / Shorter : _limit;
            return _quasiNewton.Minimise(_objective.Evaluate, weights, GradientTolerance, decrease, limit, budget).Stop;
        }
    }
}
