using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Robustness;

/// <summary>What a function of the decisions can be in a box: exactly where it is affine, by interval arithmetic elsewhere.</summary>
internal sealed class MeanRange
{
    private readonly ExpressionGraph _graph;
    private readonly int _node;
    private readonly int _first;
    private readonly int[] _order;
    private readonly Interval[] _values;
    private readonly ExpressionValues _points;

    /// <summary>Prepares a function.</summary>
    /// <param name="graph">The expressions.</param>
    /// <param name="node">The function.</param>
    /// <param name="firstDecision">Input that stands for the first decision.</param>
    /// <param name="decisions">Number of decisions.</param>
    public MeanRange(ExpressionGraph graph, int node, int firstDecision, int decisions)
    {
        (_graph, _node, _first) = (graph, node, firstDecision);
        _points = new ExpressionValues(graph, node);
        var reached = new bool[node + 1];
        reached[node] = true;
        for (var i = node; i >= 0; i--)
        {
            foreach (var operand in reached[i] ? (ReadOnlySpan<int>)[graph[i].A, graph[i].B, graph[i].C] : [])
            {
                if (operand >= 0)
                {
                    reached[operand] = true;
                }
            }
        }

        _order = [.. Enumerable.Range(0, node + 1).Where(i => reached[i])];
        _values = new Interval[node + 1];
        if (AffineForm.Of(graph, node, []) is { } form)
        {
            Constant = form.Constant;
            Slopes = [.. Enumerable.Range(0, decisions).Select(i => form.Slopes.GetValueOrDefault(firstDecision + i))];
        }
    }

    /// <summary>Steps of one look at a box.</summary>
    public int Cost => _order.Length;

    /// <summary>Coefficients of the decisions; null where the function is not affine.</summary>
    public double[]? Slopes { get; }

    /// <summary>The constant of an affine function.</summary>
    public double Constant { get; }

    /// <summary>The value at a point.</summary>
    public double At(double[] point) => Slopes is null
        ? _points.Of(input => point[input - _first])
        : Constant + Slopes.Zip(point, (slope, value) => slope * value).Sum();

    /// <summary>A range that holds every value in a box; all numbers where the function may be undefined somewhere in it.</summary>
    public Interval Over(Box box)
    {
        if (Slopes is not null)
        {
            var (low, high) = (Constant, Constant);
            for (var i = 0; i < Slopes.Length; i++)
            {
                low += Slopes[i] * (Slopes[i] >= 0 ? box.Low[i] : box.High[i]);
                high += Slopes[i] * (Slopes[i] >= 0 ? box.High[i] : box.Low[i]);
            }

            return new Interval(low, high);
        }

        foreach (var i in _order)
        {
            var node = _graph[i];
            if (node.Op is FormulaOp.Number or FormulaOp.Input)
            {
                _values[i] = node.Op == FormulaOp.Number ? Interval.Of(node.Value)
                    : new Interval(box.Low[node.Bits - _first], box.High[node.Bits - _first]);
                continue;
            }

            var (a, b) = (_values[node.A], node.B < 0 ? default : _values[node.B]);
            _values[i] = IsDefined(node.Op, a, b) ? IntervalMath.Apply(node.Op, a, b, node.C < 0 ? default : _values[node.C]) : Interval.All;
        }

        return _values[_node];
    }

    /// <summary>Whether an operation is defined for every choice from two ranges.</summary>
    private static bool IsDefined(FormulaOp op, Interval a, Interval b) => op switch
    {
        FormulaOp.Log or FormulaOp.Log10 => a.Low > 0,
        FormulaOp.Sqrt => a.Low >= 0,
        FormulaOp.Divide => !b.Contains(0),
        FormulaOp.Power => a.Low > 0 || (b.Low == b.High && b.Low == Math.Floor(b.Low) && (b.Low >= 0 || !a.Contains(0))),
        _ => true,
    };
}
