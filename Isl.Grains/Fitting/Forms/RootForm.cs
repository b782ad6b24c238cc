using System.Collections.Immutable;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Regression;

namespace Isl.Grains.Fitting.Forms;

/// <summary>A variable without parents: its own distribution.</summary>
internal sealed class RootForm : FittedForm
{
    /// <summary>Draws are made by blocks of a multiple of this many.</summary>
    private const int Lanes = 16;

    private readonly Distribution _distribution;

    private RootForm(DistributionSpec spec)
    {
        Noise = spec;
        _distribution = Distribution.Create(spec);
    }

    /// <inheritdoc/>
    public override string Family => DistributionParameters.NameOf(Noise.Type);

    /// <inheritdoc/>
    public override ImmutableArray<FittedCoefficient> Coefficients => [];

    /// <inheritdoc/>
    public override string? Formula => null;

    /// <inheritdoc/>
    public override DistributionSpec Noise { get; }

    /// <inheritdoc/>
    public override int Parameters => Noise.Values.IsEmpty ? Noise.Parameters.Length : Noise.Values.Length - 1;

    /// <summary>The distribution of a variable.</summary>
    /// <param name="data">Its rows.</param>
    /// <param name="family">The form asked for.</param>
    /// <param name="noise">The noise asked for.</param>
    public static RootForm Fit(EquationData data, EquationFamily family, NoiseForm noise)
    {
        var target = data.Target;
        var mean = data.Mean(data.Y);
        return new RootForm(family switch
        {
            EquationFamily.Poisson => NoiseChoice.Spec("poisson", ("lam", [mean])),
            _ when target.IsText || target.Kind == ColumnKind.Binary || family == EquationFamily.Categorical => Levels(data),
            _ when noise == NoiseForm.Normal || (noise == NoiseForm.Auto && family is not EquationFamily.Auto) => Normal(data, mean),
            _ => NoiseChoice.Empirical(data.Y, data.Weights),
        });
    }

    /// <summary>The values of a distribution at uniforms.</summary>
    public static void Transform(Distribution distribution, ReadOnlySpan<double> uniforms, Span<double> destination)
    {
        var whole = destination.Length / Lanes * Lanes;
        uniforms[..destination.Length].CopyTo(destination);
        distribution.Transform(destination[..whole]);
        for (var i = whole; i < destination.Length; i++)
        {
            destination[i] = distribution.Quantile(uniforms[i]);
        }
    }

    /// <inheritdoc/>
    public override double[] LogLikelihood(EquationData data) => [.. data.Y.Select(_distribution.LogDensity)];

    /// <inheritdoc/>
    public override double[] Residuals(EquationData data, ReadOnlySpan<double> uniforms) => data.Y;

    /// <inheritdoc/>
    public override void Draw(IReadOnlyList<DesignColumn> parents, ReadOnlySpan<double> uniforms, Span<double> destination) =>
        Transform(_distribution, uniforms, destination);

    private static DistributionSpec Normal(EquationData data, double mean)
    {
        var variance = data.Mean([.. data.Y.Select(value => (value - mean) * (value - mean))]) * data.Size / Math.Max(data.Size - 1, 1);
        return NoiseChoice.Spec("normal", ("mean", [mean]), ("std", [Math.Sqrt(variance)]));
    }

    private static DistributionSpec Levels(EquationData data)
    {
        var shares = new SortedDictionary<double, double>();
        for (var i = 0; i < data.Rows; i++)
        {
            shares[data.Y[i]] = shares.GetValueOrDefault(data.Y[i]) + (data.Weights.Length == 0 ? 1 : data.Weights[i]);
        }

        var total = shares.Values.Sum();
        return NoiseChoice.Spec("categorical", ("values", [.. shares.Keys]), ("probabilities", [.. shares.Values.Select(share => share / total)]));
    }
}
