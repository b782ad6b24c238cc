using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>
/// Measures of how far a weighted graph is from acyclic, with their derivatives, over the strongly connected components of its support.
/// </summary>
/// <remarks>
/// Both measures add up over components, and their derivative in W(i, j) is a sum over paths from j back to i times 2 W(i, j): it is zero unless i
/// and j share a component. So an acyclic support costs one search for components, and nearly acyclic ones little more.
/// Indifferent to transposition: rows may stand for children or for parents. Not safe for concurrent use.
/// </remarks>
internal sealed class Acyclicity
{
    private const int Padding = 4;
    private readonly int _d;
    private readonly int[] _starts;
    private readonly int[] _targets;
    private readonly StrongComponents _components;
    private readonly MatrixExponential _exponential;
    private readonly double[] _block;
    private readonly double[] _result;
    private readonly int[] _position;

    public Acyclicity(int d)
    {
        _d = d;
        var padded = Padded(d);
        _starts = new int[d + 1];
        _targets = new int[(d * d) + 1];
        _components = new StrongComponents(d);
        _exponential = new MatrixExponential(padded);
        (_block, _result, _position) = (new double[padded * padded], new double[padded * padded], new int[d]);
    }

    /// <summary>See <see cref="MatrixExponential.IsRough"/>.</summary>
    public bool IsRough
    {
        get => _exponential.IsRough;
        set => _exponential.IsRough = value;
    }

    /// <summary>How many entries of that matrix are not zero.</summary>
    public int Entries => _starts[_d];

    /// <summary>The nonzero columns of a row of the matrix given to <see cref="Support"/>.</summary>
    public ReadOnlySpan<int> Row(int row) => _targets.AsSpan(_starts[row].._starts[row + 1]);

    /// <summary>Reads where the weights are not zero, and finds the components.</summary>
    public void Support(ReadOnlySpan<double> weights)
    {
        var filled = 0;
        for (var i = 0; i < _d; i++)
        {
            _starts[i] = filled;
            var row = weights.Slice(i * _d, _d);
            for (var j = 0; j < row.Length; j++)
            {
                // Written always and kept where not zero: a branch here would be guessed wrong every third time.
                _targets[filled] = j;
                filled += row[j] != 0 ? 1 : 0;
            }
        }

        _starts[_d] = filled;
        _components.Find(_starts, _targets);
    }

    /// <summary>h = tr exp(W ∘ W) − d of the matrix given to <see cref="Support"/>; NOTEARS, equation (6).</summary>
    public double Exponential(ReadOnlySpan<double> weights)
    {
        var h = 0.0;
        for (var component = 0; component < _components.Count; component++)
        {
            var members = _components.Members(component);
            if (members.Length > 1)
            {
                h += Exponential(weights, members, out _);
            }
        }

        return h;
    }

    /// <summary>Adds slope · ∇h to a gradient; <see cref="Exponential(ReadOnlySpan{double})"/> is h.</summary>
    public double AddExponential(ReadOnlySpan<double> weights, Func<double, double> slopeOf, Span<double> gradient)
    {
        // One component, the usual case, is computed once; several are computed twice because the slope needs the sum first.
        var (h, cyclic, last) = (0.0, 0, -1);
        var order = 0;
        for (var component = 0; component < _components.Count; component++)
        {
            var members = _components.Members(component);
            if (members.Length > 1)
            {
                h += Exponential(weights, members, out order);
                (cyclic, last) = (cyclic + 1, component);
            }
        }

        var slope = 2 * slopeOf(h);
        for (var component = 0; cyclic > 0 && component <= last; component++)
        {
            var members = _components.Members(component);
            if (members.Length > 1)
            {
                if (component != last || cyclic > 1)
                {
                    Exponential(weights, members, out order);
                }

                AddBlock(weights, members, order, slope, gradient);
            }
        }

        return h;
    }

    /// <summary>−log det(sI − W ∘ W) + d log s; DAGMA, equation (6). Adds its gradient; infinite outside the domain of M-matrices.</summary>
    public double AddLogDeterminant(ReadOnlySpan<double> weights, double s, Span<double> gradient)
    {
        var h = 0.0;
        for (var component = 0; component < _components.Count; component++)
        {
            var members = _components.Members(component);
            if (members.Length > 1)
            {
                var k = Padded(members.Length); // a padded row adds log(s / s) = 0
                Gather(weights, members, k);
                var value = MMatrix.NegativeLogDeterminant(_block, _result, s, k);
                if (double.IsPositiveInfinity(value))
                {
                    return value;
                }

                h += value;
                AddBlock(weights, members, k, 2, gradient);
            }
        }

        return h;
    }

    /// <summary>
    /// What each entry (i, j) has from j back to i: exp(W ∘ W) − I transposed, or (sI − W ∘ W)⁻¹ transposed. Zero where not defined.
    /// </summary>
    /// <param name="weights">Row-major d×d.</param>
    /// <param name="s">Parameter of the inverse; null for the exponential.</param>
    /// <param name="destination">Row-major d×d, overwritten.</param>
    public void Paths(ReadOnlySpan<double> weights, double? s, Span<double> destination)
    {
        var order = Padded(_d);
        Span<int> all = new int[_d];
        for (var i = 0; i < _d; i++)
        {
            all[i] = i;
        }

        Support(weights);
        Gather(weights, all, order);
        if (s is not { } scale)
        {
            _exponential.ComputeMinusIdentity(_block, _result, order);
        }
        else if (double.IsPositiveInfinity(MMatrix.NegativeLogDeterminant(_block, _result, scale, order)))
        {
            _result.AsSpan().Clear();
        }

        for (var i = 0; i < _d; i++)
        {
            for (var j = 0; j < _d; j++)
            {
                destination[(i * _d) + j] = _result[(j * order) + i];
            }
        }
    }

    private static int Padded(int order) => order <= 2 ? order : (order + Padding - 1) / Padding * Padding;

    private double Exponential(ReadOnlySpan<double> weights, ReadOnlySpan<int> members, out int order)
    {
        order = Padded(members.Length);
        Gather(weights, members, order);
        if (order == 2)
        {
            // exp [0 p; q 0] = cosh √(pq) I + sinh √(pq) / √(pq) [0 p; q 0].
            var root = Math.Sqrt(_block[1]) * Math.Sqrt(_block[2]);
            var ratio = root < 1e-8 ? 1 : Math.Sinh(root) / root;
            _result[1] = ratio * _block[1];
            _result[2] = ratio * _block[2];
            var half = Math.Sinh(root / 2);
            return 4 * half * half;
        }

        _exponential.ComputeMinusIdentity(_block, _result, order);
        return SquareMatrix.Trace(_result, members.Length, order);
    }

    /// <summary>Copies W ∘ W of the members to the block; members lists only nodes of one component, or all nodes.</summary>
    private void Gather(ReadOnlySpan<double> weights, ReadOnlySpan<int> members, int order)
    {
        _block.AsSpan(0, order * order).Clear();
        Place(members);
        for (var i = 0; i < members.Length; i++)
        {
            var row = weights.Slice(members[i] * _d, _d);
            var target = _block.AsSpan(i * order, order);
            foreach (var column in Row(members[i]))
            {
                if (_position[column] >= 0)
                {
                    target[_position[column]] = row[column] * row[column];
                }
            }
        }
    }

    private void AddBlock(ReadOnlySpan<double> weights, ReadOnlySpan<int> members, int order, double slope, Span<double> gradient)
    {
        Place(members);
        for (var i = 0; i < members.Length; i++)
        {
            var row = members[i] * _d;
            foreach (var column in Row(members[i]))
            {
                if (_position[column] >= 0)
                {
                    gradient[row + column] += slope * _result[(_position[column] * order) + i] * weights[row + column];
                }
            }
        }
    }

    /// <summary>Notes where in a block each node stands.</summary>
    private void Place(ReadOnlySpan<int> members)
    {
        Array.Fill(_position, -1);
        for (var i = 0; i < members.Length; i++)
        {
            _position[members[i]] = i;
        }
    }
}
