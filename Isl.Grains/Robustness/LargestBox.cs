using Isl.Grains.Regression;

namespace Isl.Grains.Robustness;

/// <summary>The box of largest volume around a point, within another box and between pairs of parallel planes.</summary>
/// <remarks>
/// The logarithm of the volume is concave in how far each side is from the point, and the planes are linear in it: an interior point method with a
/// logarithmic barrier (Boyd and Vandenberghe 2004, section 11.3) finds the one maximum.
/// </remarks>
internal sealed class LargestBox
{
    private const double FirstWeight = 1;
    private const double LastWeight = 1e13;
    private const double WeightStep = 8;
    private const int NewtonSteps = 60;
    private const double Settled = 1e-11;
    private readonly (int Variable, bool IsHigh, double Reach)[] _sides;
    private readonly (double[] Rise, double Room)[] _planes;
    private readonly int _variables;

    private LargestBox((int Variable, bool IsHigh, double Reach)[] sides, (double[] Rise, double Room)[] planes, int variables) =>
        (_sides, _planes, _variables) = (sides, planes, variables);

    /// <summary>Finds it.</summary>
    /// <param name="point">The point.</param>
    /// <param name="whole">The box that it may not leave.</param>
    /// <param name="slabs">Coefficients of each outcome, and how far it may fall and rise from its value at the point.</param>
    public static Box Around(double[] point, Box whole, IReadOnlyList<(double[] Slopes, double Fall, double Rise)> slabs)
    {
        (int Variable, bool IsHigh, double Reach)[] sides =
        [
            .. Enumerable.Range(0, point.Length).SelectMany(i => ((int, bool, double)[])
                [(i, true, whole.High[i] - point[i]), (i, false, point[i] - whole.Low[i])]),
        ];
        var planes = slabs.SelectMany(slab => ((double[], double)[])
        [
            ([.. sides.Select(side => Math.Max(0, side.IsHigh ? slab.Slopes[side.Variable] : -slab.Slopes[side.Variable]) * side.Reach)], slab.Rise),
            ([.. sides.Select(side => Math.Max(0, side.IsHigh ? -slab.Slopes[side.Variable] : slab.Slopes[side.Variable]) * side.Reach)], slab.Fall),
        ]).ToList();

        // A side that cannot move at all, and a plane that no side can reach, take no part.
        var scale = planes.Select(plane => plane.Item1.Sum()).Append(0).Max();
        var stuck = Enumerable.Range(0, sides.Length)
            .Where(i => sides[i].Reach <= 0 || planes.Exists(plane => plane.Item1[i] > 0 && plane.Item2 <= 1e-13 * scale))
            .ToHashSet();
        int[] free = [.. Enumerable.Range(0, sides.Length).Where(i => !stuck.Contains(i))];
        var box = Box.At(point);
        if (free.Length == 0)
        {
            return box;
        }

        var search = new LargestBox(
            [.. free.Select(i => sides[i])],
            [
                .. planes.Select(plane => ((double[])[.. free.Select(i => plane.Item1[i])], plane.Item2))
                    .Where(plane => plane.Item1.Sum() > plane.Item2),
            ],
            point.Length);
        var shares = search.Solve();
        for (var i = 0; i < free.Length; i++)
        {
            var (variable, isHigh, reach) = search._sides[i];
            box = box.With(variable, isHigh, point[variable] + ((isHigh ? 1 : -1) * shares[i] * reach));
        }

        return box;
    }

    private double[] Solve()
    {
        if (_planes.Length == 0)
        {
            return [.. _sides.Select(_ => 1.0)];
        }

        var room = _planes.Min(plane => plane.Room / plane.Rise.Sum());
        double[] shares = [.. _sides.Select(_ => Math.Min(0.5, room / 2))];
        for (var weight = FirstWeight; weight <= LastWeight; weight *= WeightStep)
        {
            for (var i = 0; i < NewtonSteps && Step(shares, weight); i++)
            {
                // each step moves the shares
            }
        }

        return shares;
    }

    /// <summary>A Newton step; false where it no longer moves.</summary>
    private bool Step(double[] shares, double weight)
    {
        var count = shares.Length;
        var (gradient, hessian) = (new double[count], new double[count * count]);
        var widths = Widths(shares);
        for (var i = 0; i < count; i++)
        {
            var (variable, _, reach) = _sides[i];
            gradient[i] = (-weight * reach / widths[variable]) - (1 / shares[i]) + (1 / (1 - shares[i]));
            hessian[(i * count) + i] += (1 / (shares[i] * shares[i])) + (1 / ((1 - shares[i]) * (1 - shares[i])));
            for (var j = 0; j < count; j++)
            {
                hessian[(i * count) + j] += _sides[j].Variable == variable
                    ? weight * reach * _sides[j].Reach / (widths[variable] * widths[variable]) : 0;
            }
        }

        foreach (var (rise, room) in _planes)
        {
            var left = Left(rise, room, shares);
            for (var i = 0; i < count; i++)
            {
                gradient[i] += rise[i] / left;
                for (var j = 0; j < count; j++)
                {
                    hessian[(i * count) + j] += rise[i] * rise[j] / (left * left);
                }
            }
        }

        double[] direction = [.. gradient.Select(one => -one)];
        if (Cholesky.TryOf(hessian, count) is not { } factor)
        {
            return false;
        }

        factor.Solve(direction);
        var decrement = -direction.Zip(gradient, (a, b) => a * b).Sum();
        return decrement > Settled && Move(shares, direction, weight, decrement);
    }

    private bool Move(double[] shares, double[] direction, double weight, double decrement)
    {
        var before = Value(shares, weight);
        for (var length = 1.0; length > 1e-12; length /= 2)
        {
            double[] moved = [.. shares.Zip(direction, (share, change) => share + (length * change))];
            if (Value(moved, weight) <= before - (0.1 * length * decrement))
            {
                moved.CopyTo(shares, 0);
                return true;
            }
        }

        return false;
    }

    private double Value(double[] shares, double weight)
    {
        if (shares.Any(share => !(share > 0 && share < 1)) || _planes.Any(plane => !(Left(plane.Rise, plane.Room, shares) > 0)))
        {
            return double.PositiveInfinity;
        }

        var widths = Widths(shares);
        return (-weight * widths.Where(width => width > 0).Sum(Math.Log)) - shares.Sum(share => Math.Log(share) + Math.Log(1 - share))
            - _planes.Sum(plane => Math.Log(Left(plane.Rise, plane.Room, shares)));
    }

    private double[] Widths(double[] shares)
    {
        var widths = new double[_variables];
        for (var i = 0; i < shares.Length; i++)
        {
            widths[_sides[i].Variable] += shares[i] * _sides[i].Reach;
        }

        return widths;
    }

    private static double Left(double[] rise, double room, double[] shares) => room - rise.Zip(shares, (a, b) => a * b).Sum();
}
