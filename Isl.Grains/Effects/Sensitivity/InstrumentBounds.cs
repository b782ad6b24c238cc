using Isl.Grains.Effects.Samples;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Sensitivity;

/// <summary>Sharp bounds by an instrument of two levels, for a binary treatment and outcome.</summary>
/// <remarks>
/// Source: Balke and Pearl (1997), equation 5: the extreme values of the linear programme over the sixteen ways to respond to instrument and
/// treatment, in closed form.
/// </remarks>
internal static class InstrumentBounds
{
    /// <summary>The bounds of the effect of a pair of arms.</summary>
    public static (double Lower, double Upper) Of(EstimationData data, DesignColumn instrument, ArmPair pair)
    {
        var levels = Levels.Distinct(instrument.Values);
        var counts = new double[2, 2, 2]; // outcome, treatment, instrument
        var totals = new double[2];
        for (var i = 0; i < data.Rows; i++)
        {
            var z = instrument.Values[i] == levels[1] ? 1 : 0;
            counts[(int)data.Outcome[i], data.Treatment.Arms[i] == pair.To ? 1 : 0, z] += data.Weight(i);
            totals[z] += data.Weight(i);
        }

        return Of((y, x, z) => counts[y, x, z] / totals[z]);
    }

    /// <summary>The bounds from the chances of outcome y and treatment x given instrument z.</summary>
    public static (double Lower, double Upper) Of(Func<int, int, int, double> p)
    {
        double[] lower =
        [
            p(1, 1, 1) + p(0, 0, 0) - 1,
            p(1, 1, 0) + p(0, 0, 1) - 1,
            p(1, 1, 0) - p(1, 1, 1) - p(1, 0, 1) - p(0, 1, 0) - p(1, 0, 0),
            p(1, 1, 1) - p(1, 1, 0) - p(1, 0, 0) - p(0, 1, 1) - p(1, 0, 1),
            -p(0, 1, 1) - p(1, 0, 1),
            -p(0, 1, 0) - p(1, 0, 0),
            p(0, 0, 1) - p(0, 1, 1) - p(1, 0, 1) - p(0, 1, 0) - p(0, 0, 0),
            p(0, 0, 0) - p(0, 1, 0) - p(1, 0, 0) - p(0, 1, 1) - p(0, 0, 1),
        ];
        double[] upper =
        [
            1 - p(0, 1, 1) - p(1, 0, 0),
            1 - p(0, 1, 0) - p(1, 0, 1),
            -p(0, 1, 0) + p(0, 1, 1) + p(0, 0, 1) + p(1, 1, 0) + p(0, 0, 0),
            -p(0, 1, 1) + p(1, 1, 1) + p(0, 0, 1) + p(0, 1, 0) + p(0, 0, 0),
            p(1, 1, 1) + p(0, 0, 1),
            p(1, 1, 0) + p(0, 0, 0),
            -p(1, 0, 1) + p(1, 1, 1) + p(0, 0, 1) + p(1, 1, 0) + p(1, 0, 0),
            -p(1, 0, 0) + p(1, 1, 0) + p(0, 0, 0) + p(1, 1, 1) + p(1, 0, 1),
        ];
        return (lower.Max(), upper.Min());
    }
}
