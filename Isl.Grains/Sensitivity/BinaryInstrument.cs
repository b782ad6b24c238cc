namespace Isl.Grains.Sensitivity;

/// <summary>Sharp bounds by an instrument of two levels, for a binary treatment and outcome.</summary>
/// <remarks>
/// Source: Balke and Pearl (1997), equation 5: the extreme values of the linear programme over the sixteen ways to respond to instrument and
/// treatment, in closed form. <see cref="InstrumentBounds"/> solves that programme for any number of levels.
/// </remarks>
public static class BinaryInstrument
{
    /// <summary>The bounds; null where no way to respond gives the chances, so that the instrument is refuted.</summary>
    /// <param name="p">The chance of outcome y and treatment x given instrument z.</param>
    public static EffectRange? Bounds(Func<int, int, int, double> p)
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
        var range = new EffectRange(lower.Max(), upper.Min());
        return range.Width >= 0 ? range : null;
    }
}
