using System.Numerics.Tensors;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>
/// The smooth part of the NOTEARS augmented Lagrangian: ½ tr((I − W)ᵀ G (I − W)) + ½ ρ h(W)² + α h(W) with h(W) = tr exp(W ∘ W) − d.
/// </summary>
/// <remarks>
/// Source: Zheng, Aragam, Ravikumar &amp; Xing (2018), "DAGs with NO TEARS", equations (6), (8) and (10). The loss needs only the Gram matrix
/// G = XᵀX/n of the centred data, so its cost does not grow with n. Takes V = Wᵀ: row j holds the parents of j, so that row j of the residual
/// (I − V)G is a sum of as many rows of G as j has parents. Allocates its work space once. Not safe for concurrent use.
/// </remarks>
internal sealed class NotearsObjective
{
    /// <summary>Word of how far the fit is goes out at every so manyth evaluation: often enough to watch, too seldom to cost anything.</summary>
    private const int TellEvery = 64;

    /// <summary>From this order and share of nonzero weights on, a product of whole matrices is faster than one by rows.</summary>
    private const int LeastDense = 64;
    private const double DenseShare = 0.3;

    private readonly int _d;
    private readonly double[] _gram;
    private readonly Acyclicity _acyclicity;
    private readonly Func<double, double> _slope;

    /// <summary>Prepares the objective.</summary>
    /// <param name="gram">Row-major d×d, symmetric, positive semidefinite.</param>
    /// <param name="d">Number of variables.</param>
    public NotearsObjective(ReadOnlySpan<double> gram, int d)
    {
        _d = d;
        _gram = gram.ToArray();
        _acyclicity = new Acyclicity(d);
        _slope = h => (Rho * h) + Alpha;
    }

    /// <summary>G, row-major.</summary>
    public ReadOnlySpan<double> Gram => _gram;

    /// <summary>Weight ρ of the squared penalty.</summary>
    public double Rho { get; set; } = 1;

    /// <summary>Lagrange multiplier α.</summary>
    public double Alpha { get; set; }

    /// <summary>Will eight digits of h do for <see cref="Evaluate"/>? <see cref="H"/> always has all of them.</summary>
    public bool IsRough { get; set; }

    /// <summary>Evaluations so far; those of a fit that goes on from a checkpoint count with those made before it.</summary>
    public int Evaluations { get; set; }

    /// <summary>The iteration that evaluations belong to, for those who watch.</summary>
    public int Iteration { get; set; }

    /// <summary>Where word of how far the fit is goes; null where nobody could be told.</summary>
    public ProgressSink? Progress { get; init; }

    /// <summary>Value and gradient of the augmented Lagrangian at V.</summary>
    /// <param name="weights">V, row-major d×d; (j, i) is the effect of i on j.</param>
    /// <param name="gradient">Row-major d×d, overwritten.</param>
    public double Evaluate(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        var loss = Loss(weights, gradient);
        _acyclicity.IsRough = IsRough;
        var h = _acyclicity.AddExponential(weights, _slope, gradient);
        _acyclicity.IsRough = false;
        Tell(weights, loss, h);
        return loss + (0.5 * Rho * h * h) + (Alpha * h);
    }

    /// <summary>Value and gradient of μ · loss + (−log det(sI − V ∘ V) + d log s), the smooth part of DAGMA's central path.</summary>
    public double EvaluateLogDeterminant(ReadOnlySpan<double> weights, double mu, double s, Span<double> gradient)
    {
        var loss = mu * Loss(weights, gradient);
        TensorPrimitives.Multiply(gradient, mu, gradient);
        var barrier = _acyclicity.AddLogDeterminant(weights, s, gradient);
        Tell(weights, loss / mu, barrier);
        return loss + barrier;
    }

    /// <summary>½ tr((I − V) G (I − V)ᵀ) and its gradient −(I − V)G.</summary>
    public double Loss(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        Evaluations++;
        _acyclicity.Support(weights);
        TensorPrimitives.Negate(_gram, gradient);
        var isDense = _d >= LeastDense && _acyclicity.Entries > DenseShare * _d * _d;
        if (isDense)
        {
            SquareMatrix.MultiplyAdd(weights, _gram, gradient, _d);
        }

        var sum = 0.0;
        for (var j = 0; j < _d; j++)
        {
            var row = gradient.Slice(j * _d, _d);
            var parents = _acyclicity.Row(j);
            var own = weights.Slice(j * _d, _d);
            if (!isDense)
            {
                SquareMatrix.AddRows(parents, own, _gram, row, _d);
            }

            sum -= row[j];
            foreach (var parent in parents)
            {
                sum += own[parent] * row[parent];
            }
        }

        return 0.5 * sum;
    }

    /// <summary>h(V) = tr exp(V ∘ V) − d: zero exactly when V has no cycle.</summary>
    public double H(ReadOnlySpan<double> weights)
    {
        _acyclicity.Support(weights);
        return _acyclicity.Exponential(weights);
    }

    /// <summary>
    /// One over the diagonal of the Hessian, up to terms of higher order: G(i, i) + 2 slope · E(i, j) for the effect of i on j, where E holds the
    /// paths from j back to i. An edge against the order of strong ones meets a curvature many powers of ten above the others', and a
    /// quasi-Newton method told so needs a fraction of the iterations.
    /// </summary>
    /// <param name="weights">V, row-major d×d.</param>
    /// <param name="slope">ρh + α, or the weight of the log-determinant.</param>
    /// <param name="lossWeight">Weight of the loss.</param>
    /// <param name="s">Parameter of the log-determinant; null for the exponential.</param>
    /// <param name="inverse">Row-major d×d, overwritten.</param>
    public void InverseCurvature(ReadOnlySpan<double> weights, double slope, double lossWeight, double? s, Span<double> inverse)
    {
        _acyclicity.Paths(weights, s, inverse);
        for (var j = 0; j < _d; j++)
        {
            for (var i = 0; i < _d; i++)
            {
                var variance = _gram[i * (_d + 1)] > 0 ? _gram[i * (_d + 1)] : 1;
                var barrier = 2 * slope * Math.Max(inverse[(j * _d) + i], 0);
                inverse[(j * _d) + i] = 1 / ((lossWeight * variance) + (double.IsFinite(barrier) ? barrier : 0));
            }
        }
    }

    /// <summary>
    /// The diagonal of the curvature of h, up to terms of higher order: 2 E(i, j) for the effect of i on j, where E holds the paths from j back to i.
    /// Times V, entry by entry, it is the gradient of h.
    /// </summary>
    /// <param name="weights">V, row-major d×d.</param>
    /// <param name="curvature">Row-major d×d, overwritten.</param>
    /// <returns>ρh + α there.</returns>
    public double Curvature(ReadOnlySpan<double> weights, Span<double> curvature)
    {
        _acyclicity.IsRough = IsRough;
        _acyclicity.Paths(weights, null, curvature);
        _acyclicity.IsRough = false;
        var h = 0.0;
        for (var j = 0; j < _d; j++)
        {
            h += curvature[j * (_d + 1)];
        }

        TensorPrimitives.Multiply(curvature, 2, curvature);
        TensorPrimitives.Max(curvature, 0, curvature);
        return _slope(h);
    }

    private void Tell(ReadOnlySpan<double> weights, double loss, double h)
    {
        if (Evaluations % TellEvery != 0 || Progress is null || !double.IsFinite(loss + h))
        {
            return;
        }

        Progress.Tell(new WorkProgress
        {
            Stage = ProgressStage.Fit,
            Iteration = Iteration,
            Evaluations = Evaluations,
            Objective = loss,
            H = h,
            Edges = (_d * _d) - weights.Count(0.0),
        });
    }
}
