using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;

namespace Isl.Grains.Contrasts;

/// <summary>Draws that all worlds of a contrast share: in pairs that mirror each other, so that means of symmetric noise are exact.</summary>
/// <param name="count">Number of draws; a power of two, at least 32, or 1 where nothing is random.</param>
/// <param name="seed">Their seed.</param>
internal sealed class DrawSet(int count, ulong seed)
{
    /// <summary>Number of draws; draw i and draw i + count / 2 are a pair.</summary>
    public int Count => count;

    /// <summary>Independent parts: pairs of draws.</summary>
    public int Pairs => Math.Max(1, count / 2);

    /// <summary>Draws of an input.</summary>
    public double[] Of(Distribution distribution, string name, string purpose)
    {
        var column = new double[Math.Max(count, 32)];
        var half = column.Length / 2;
        new CounterRandom(seed, CounterRandom.StreamOf(name, purpose)).Uniforms(0, 0, column.AsSpan(0, half));
        for (var i = 0; i < half; i++)
        {
            column[half + i] = 1 - column[i];
        }

        distribution.Transform(column);
        return column;
    }

    /// <summary>Mean of a block of draws and its standard error over the pairs.</summary>
    public (double Mean, double Error) Mean(ReadOnlySpan<double> draws)
    {
        var mean = 0.0;
        foreach (var draw in draws)
        {
            mean += draw / count; // exact for a power of two, and the sum of large values stays finite
        }

        var squares = 0.0;
        for (var i = 0; i < Pairs && count > 1; i++)
        {
            var pair = ((draws[i] + draws[i + Pairs]) / 2) - mean;
            squares += pair * pair;
        }

        return (mean, count > 2 ? Math.Sqrt(squares / Pairs / (Pairs - 1)) : 0);
    }
}
