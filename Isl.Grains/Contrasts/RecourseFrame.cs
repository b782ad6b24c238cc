using Isl.Grains.Numerics;

namespace Isl.Grains.Contrasts;

/// <summary>Where a search for changes starts, what it counts as long, and where it wants to go.</summary>
/// <param name="From">Present values.</param>
/// <param name="Scale">Units that changes are counted in.</param>
/// <param name="Least">Least value of each variable.</param>
/// <param name="Most">Greatest value of each.</param>
/// <param name="Low">Lower ends of the outcomes' ranges.</param>
/// <param name="High">Upper ends.</param>
internal sealed record RecourseFrame(double[] From, double[] Scale, double[] Least, double[] Most, double[] Low, double[] High)
{
    /// <summary>
    /// Outcomes that differ from a range by no more than this, relative to their size, are in it: values are told to twelve digits.
    /// </summary>
    private const double Tolerance = 1e-9;

    /// <summary>Distances to the ends of the ranges, zero at an end.</summary>
    public IEnumerable<Func<double[], double>> Ends =>
        Enumerable.Range(0, Low.Length).SelectMany(i => (Func<double[], double>[])[values => values[i] - Low[i], values => values[i] - High[i]]);

    /// <summary>How far the farthest outcome is outside of its range; 0 where all are inside.</summary>
    public double Excess(double[] values)
    {
        var excess = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            excess = double.IsFinite(values[i]) ? Math.Max(excess, Math.Max(Low[i] - values[i], values[i] - High[i])) : double.NaN;
        }

        return excess;
    }

    /// <summary>Are all outcomes in their ranges?</summary>
    public bool Reaches(double[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var slack = Tolerance * Math.Max(1, Math.Max(Finite(Low[i]), Finite(High[i])));
            if (!(values[i] >= Low[i] - slack && values[i] <= High[i] + slack))
            {
                return false;
            }
        }

        return true;

        static double Finite(double value) => double.IsFinite(value) ? Math.Abs(value) : 0;
    }

    /// <summary>A point within the bounds.</summary>
    public double[] Clipped(double[] point) => [.. point.Select((value, i) => Math.Clamp(value, Least[i], Most[i]))];

    /// <summary>A point as it goes over the wire; what did not change stays.</summary>
    public double[] Told(double[] point) =>
        [.. point.Select((value, i) => value == From[i] ? value : Math.Clamp(WireNumber.Round(value), Least[i], Most[i]))];

    /// <summary>A point as the model is given it: what has its present value is left as it is.</summary>
    public double[] Changed(double[] point) => [.. point.Select((value, i) => value == From[i] ? double.NaN : value)];

    /// <summary>Length of a change.</summary>
    public double Length(double[] point)
    {
        var square = 0.0;
        for (var i = 0; i < point.Length; i++)
        {
            var step = (point[i] - From[i]) / Scale[i];
            square += step * step;
        }

        return Math.Sqrt(square);
    }
}
