using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Resampling;

/// <summary>Draws the rows of bootstrap resamples.</summary>
/// <remarks>
/// Source: Efron &amp; Tibshirani (1993), An Introduction to the Bootstrap, chapter 6: n rows with replacement. Draw i of resample b depends on
/// (seed, b, i) alone, so the resamples are the same whichever worker makes them, in chunks of any size.
/// </remarks>
internal static class BootstrapRows
{
    private static readonly ulong Stream = CounterRandom.StreamOf("rows", "bootstrap");

    /// <summary>How often each row is drawn.</summary>
    /// <param name="seed">Seed of all resamples.</param>
    /// <param name="resample">Number of the resample.</param>
    /// <param name="rows">Rows of the data, and draws.</param>
    public static int[] Counts(long seed, int resample, int rows)
    {
        var random = new CounterRandom((ulong)seed, Stream);
        var counts = new int[rows];
        for (var draw = 0; draw < rows; draw++)
        {
            counts[random.Below((uint)resample, (uint)draw, rows)]++;
        }

        return counts;
    }

    /// <summary>The resample as a data set, its rows in the order of the data: for methods to which moments do not suffice.</summary>
    public static Dataset Take(Dataset data, ReadOnlySpan<int> counts)
    {
        var values = new double[data.Rows * data.Columns];
        for (var column = 0; column < data.Columns; column++)
        {
            var at = column * data.Rows;
            var cells = data.Column(column);
            for (var row = 0; row < counts.Length; row++)
            {
                values.AsSpan(at, counts[row]).Fill(cells[row]);
                at += counts[row];
            }
        }

        return new Dataset(data.Variables, data.Rows, values);
    }
}
