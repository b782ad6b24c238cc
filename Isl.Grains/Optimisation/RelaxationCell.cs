using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Optimisation;

/// <summary>A box of a step's decisions and of what was handed on, with planes above and below the step's outputs there.</summary>
internal sealed class RelaxationCell
{
    /// <summary>Most sides of which every corner has a plane; of more sides some corners have.</summary>
    private const int AllCorners = 2;

    /// <summary>Part of a side on either end in which no cut is made.</summary>
    private const double Margin = 0.15;

    /// <summary>Largest number of a plane.</summary>
    private const double Steepest = 1e6;

    /// <summary>Computes the planes.</summary>
    /// <param name="box">The box.</param>
    /// <param name="estimate">Bounds and slopes there.</param>
    /// <param name="at">The outputs at a point.</param>
    public RelaxationCell(Interval[] box, StepEstimate estimate, Func<double[], double[]> at)
    {
        (Box, Estimate) = (box, estimate);
        Corners = [.. CornersOf(box.Length).Select(isHigh =>
        {
            double[] corner = [.. box.Select((side, i) => isHigh(i) ? side.High : side.Low)];
            return (corner, at(corner));
        })];
    }

    /// <summary>The box.</summary>
    public Interval[] Box { get; }

    /// <summary>Bounds and slopes.</summary>
    public StepEstimate Estimate { get; }

    private (double[] Corner, double[] Values)[] Corners { get; }

    /// <summary>
    /// Planes of an output over the box, as an offset and slopes: none of its values is above them, or none below. The mean value form at a
    /// corner, with the slope on each side that is safe there.
    /// </summary>
    public IEnumerable<(double Offset, double[] Slopes)> Planes(int output, bool above)
    {
        foreach (var (corner, values) in Corners)
        {
            var slopes = Estimate.Slopes[output].Select((slope, side) => (corner[side] == Box[side].Low) == above ? slope.High : slope.Low).ToArray();
            for (var side = 0; side < slopes.Length; side++)
            {
                slopes[side] = Box[side].High > Box[side].Low ? slopes[side] : 0;
            }

            var offset = values[output] - slopes.Zip(corner, (slope, x) => slope * x).Sum();
            if (Math.Abs(offset) < Steepest && slopes.All(slope => Math.Abs(slope) < Steepest)) // steeper ones the solver cannot tell from noise
            {
                yield return (offset, slopes);
            }
        }
    }

    /// <summary>Whether a point lies in it.</summary>
    public bool Holds(ReadOnlySpan<double> point)
    {
        for (var side = 0; side < Box.Length; side++)
        {
            if (!Box[side].Contains(point[side]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How far the planes leave an output from its value at a point.</summary>
    public double Room(int output, double[] point, double value)
    {
        var above = Planes(output, above: true).Select(At).DefaultIfEmpty(Estimate.Values[output].High).Min();
        return output == 0
            ? above - value
            : Math.Max(above - value, value - Planes(output, above: false).Select(At).DefaultIfEmpty(Estimate.Values[output].Low).Max());

        double At((double Offset, double[] Slopes) plane) => plane.Offset + plane.Slopes.Zip(point, (slope, x) => slope * x).Sum();
    }

    /// <summary>The two halves when a side is cut near a point; null where it cannot be cut.</summary>
    /// <param name="side">The side.</param>
    /// <param name="near">Where to cut, if that is not too near an end.</param>
    /// <param name="values">The only values there are, ascending; empty for any.</param>
    public (Interval[] Low, Interval[] High)? Cut(int side, double near, ReadOnlySpan<double> values)
    {
        var own = Box[side];
        var width = own.High - own.Low;
        var at = near > own.Low + (Margin * width) && near < own.High - (Margin * width) ? near : own.Low + (width / 2);
        var (low, high) = (new Interval(own.Low, at), new Interval(at, own.High));
        if (!values.IsEmpty)
        {
            var (below, above) = (double.NegativeInfinity, double.PositiveInfinity);
            foreach (var value in values)
            {
                below = value <= at ? value : below;
                above = value > at ? Math.Min(above, value) : above;
            }

            (low, high) = (new Interval(own.Low, below), new Interval(above, own.High));
        }

        return low.High >= low.Low && high.High >= high.Low && low.High < own.High && high.Low > own.Low
            ? ([.. Box.Select((one, i) => i == side ? low : one)], [.. Box.Select((one, i) => i == side ? high : one)])
            : null;
    }

    private static IEnumerable<Func<int, bool>> CornersOf(int sides) => sides <= AllCorners
        ? Enumerable.Range(0, 1 << sides).Select(which => (Func<int, bool>)(side => (which >> side) % 2 == 1))
        : [_ => false, _ => true, side => side % 2 == 0, side => side % 2 == 1];
}
