using System.Collections.Immutable;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;

namespace Isl.Grains.Fitting.Forms;

/// <summary>Makes the distribution of a noise from residuals.</summary>
internal static class NoiseChoice
{
    /// <summary>Most values kept of a distribution.</summary>
    public const int MostValues = 1000;

    private const int MostReadings = 10;

    /// <summary>The p-value below which residuals are not taken for normal.</summary>
    private const double Level = 0.01;

    /// <summary>The distribution of a noise.</summary>
    /// <param name="residuals">Residuals, of mean 0.</param>
    /// <param name="data">The rows they come from.</param>
    /// <param name="std">Their standard deviation, with n − k.</param>
    /// <param name="form">What is asked for.</param>
    public static DistributionSpec Of(double[] residuals, EquationData data, double std, NoiseForm form) =>
        form == NoiseForm.Normal || (form == NoiseForm.Auto && LooksNormal(residuals, data))
            ? Spec("normal", ("mean", [0]), ("std", [std]))
            : Empirical(residuals, data.Weights);

    /// <summary>Values as a distribution of their own; of many, the means of as many equal shares of them, which keep the mean.</summary>
    public static DistributionSpec Empirical(double[] values, double[] weights)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        if (values.Length <= MostValues)
        {
            return weights.Length == 0
                ? Spec("empirical", ("values", [.. order.Select(i => values[i])]))
                : Spec("empirical", ("values", [.. order.Select(i => values[i])]), ("weights", [.. order.Select(i => weights[i])]));
        }

        var total = weights.Length == 0 ? values.Length : weights.Sum();
        var share = total / MostValues;
        var means = new double[MostValues];
        var (bin, room) = (0, share);
        foreach (var i in order)
        {
            var weight = weights.Length == 0 ? 1 : weights[i];
            while (weight > 0)
            {
                var part = bin == MostValues - 1 ? weight : Math.Min(weight, room);
                means[bin] += values[i] * part;
                weight -= part;
                room -= part;
                if (room <= 0 && bin < MostValues - 1)
                {
                    (bin, room) = (bin + 1, share);
                }
            }
        }

        return Spec("empirical", ("values", [.. means.Select(sum => sum / share)]));
    }

    /// <summary>A distribution of named parameters.</summary>
    public static DistributionSpec Spec(string type, params ReadOnlySpan<(string Name, ImmutableArray<double> Values)> parameters)
    {
        var named = new List<KeyValuePair<string, ImmutableArray<double>>>();
        foreach (var (name, values) in parameters)
        {
            named.Add(new(name, values));
        }

        var spec = DistributionParser.FromParameters(type, named, "/model");
        return spec.Values.IsEmpty ? spec : Settled(spec, type);
    }

    /// <summary>A table is read anew until scaling its masses to 1 changes no bit: whoever sends it back has the same distribution.</summary>
    private static DistributionSpec Settled(DistributionSpec spec, string type)
    {
        if (spec.Type == DistributionType.Empirical && spec.Probabilities.AsSpan().IndexOfAnyExcept(spec.Probabilities[0]) < 0)
        {
            return DistributionParser.FromParameters(type, [new("values", spec.Values)], "/model"); // sent back without weights
        }

        var masses = spec.Type == DistributionType.Empirical ? "weights" : "probabilities";
        for (var i = 0; i < MostReadings; i++)
        {
            var again = DistributionParser.FromParameters(type, [new("values", spec.Values), new(masses, spec.Probabilities)], "/model");
            if (again == spec)
            {
                break;
            }

            spec = again;
        }

        return spec;
    }

    /// <summary>The test of Jarque and Bera (1987): do skewness and kurtosis speak against a normal distribution?</summary>
    private static bool LooksNormal(double[] residuals, EquationData data)
    {
        var second = data.Mean([.. residuals.Select(e => e * e)]);
        if (second <= 0)
        {
            return true;
        }

        var skewness = data.Mean([.. residuals.Select(e => e * e * e)]) / Math.Pow(second, 1.5);
        var excess = (data.Mean([.. residuals.Select(e => e * e * e * e)]) / (second * second)) - 3;
        var statistic = data.Size / 6 * ((skewness * skewness) + (excess * excess / 4));
        return Math.Exp(-statistic / 2) >= Level;
    }
}
