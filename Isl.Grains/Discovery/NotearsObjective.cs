using System.Numerics.Tensors;
using Isl.Numerics;

namespace Isl.Discovery;

/// <summary>The smooth part of the NOTEARS augmented Lagrangian: ½ tr((I − W)ᵀ G (I − W)) + ½ ρ h(W)² + α h(W) with h(W) = tr exp(W ∘ W) − d.</summary>
/// <remarks>
/// Source: Zheng, Aragam, Ravikumar &amp; Xing (2018), "DAGs with NO TEARS", equations (6), (8) and (10). The loss needs only the Gram matrix
/// G = XᵀX/n of the centred data, so its cost does not grow with n. Allocates its work space once. Not safe for concurrent use.
/// </remarks>
public sealed class NotearsObjective
{
    private readonly int _d;
    private readonly double[] _gram;
    private readonly MatrixExponential _exponential;
    private readonly double[] _residual;
    private readonly double[] _product;
    private readonly double[] _square;
    private readonly double[] _exp;

    /// <summary>Prepares the objective.</summary>
    /// <param name="gram">Row-major d×d, symmetric, positive semidefinite.</param>
    /// <param name="d">Number of variables.</param>
    public NotearsObjective(ReadOnlySpan<double> gram, int d)
    {
        _d = d;
        _gram = gram.ToArray();
        _exponential = new MatrixExponential(d);
        (_residual, _product, _square, _exp) = (new double[d * d], new double[d * d], new double[d * d], new double[d * d]);
    }

    /// <summary>Weight ρ of the squared penalty.</summary>
    public double Rho { get; set; } = 1;

    /// <summary>Lagrange multiplier α.</summary>
    public double Alpha { get; set; }

    /// <summary>Evaluations so far.</summary>
    public int Evaluations { get; private set; }

    /// <summary>Value and gradient at W.</summary>
    /// <param name="weights">Row-major d×d; (i, j) is the effect of i on j.</param>
    /// <param name="gradient">Row-major d×d, overwritten.</param>
    public double Evaluate(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        Evaluations++;
        var loss = Loss(weights);
        var h = Acyclicity(weights);

        // ∇loss = −G(I − W); ∇h = exp(W ∘ W)ᵀ ∘ 2W.
        var slope = 2 * ((Rho * h) + Alpha);
        for (var i = 0; i < _d; i++)
        {
            for (var j = 0; j < _d; j++)
            {
                var at = (i * _d) + j;
                gradient[at] = (slope * _exp[(j * _d) + i] * weights[at]) - _product[at];
            }
        }

        return loss + (0.5 * Rho * h * h) + (Alpha * h);
    }

    /// <summary>½ tr((I − W)ᵀ G (I − W)).</summary>
    public double Loss(ReadOnlySpan<double> weights)
    {
        TensorPrimitives.Negate(weights, _residual);
        SquareMatrix.AddToDiagonal(_residual, 1, _d);
        SquareMatrix.Multiply(_gram, _residual, _product, _d);
        return 0.5 * TensorPrimitives.Dot<double>(_residual, _product);
    }

    /// <summary>h(W) = tr exp(W ∘ W) − d: zero exactly when W has no cycle.</summary>
    public double Acyclicity(ReadOnlySpan<double> weights)
    {
        TensorPrimitives.Multiply(weights, weights, _square);
        _exponential.Compute(_square, _exp);
        return SquareMatrix.Trace(_exp, _d) - _d;
    }
}
