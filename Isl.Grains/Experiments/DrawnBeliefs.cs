using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Experiments;

/// <summary>Beliefs as draws, weighted by how likely each makes the history, for models that are not linear or not normal.</summary>
/// <remarks>
/// An outcome given the parameters is taken as normal, with the mean and variance that the noise gives it. Importance sampling with systematic
/// resampling (Kitagawa 1996).
/// </remarks>
internal sealed class DrawnBeliefs : IBeliefs
{
    private readonly ExperimentWorld _world;
    private readonly ExperimentQuestion _question;
    private readonly DrawSizes _sizes;
    private readonly double[][] _draws;
    private readonly Dictionary<(int Input, int Count), double[]> _noise = [];

    /// <summary>Draws from the priors and weights by the history.</summary>
    public DrawnBeliefs(ExperimentWorld world, ExperimentQuestion question, DrawSizes sizes)
    {
        (_world, _question, _sizes) = (world, question, sizes);
        var count = question.History.IsEmpty ? sizes.Draws : sizes.Prior;
        double[][] prior = [.. question.Beliefs.Select((belief, i) => Prior(i, count))];
        var logs = new double[count];
        foreach (var past in question.History)
        {
            var (means, variances) = Outcomes(world.OutcomeOf(past.Settings), prior, sizes.HistoryNoise);
            for (var i = 0; i < count; i++)
            {
                logs[i] += LogDensity(past.Outcome, means[i], variances[i]);
            }
        }

        var picked = Resample(logs, sizes.Draws, out var effective);
        EffectiveDraws = effective;
        _draws = [.. prior.Select(column => (double[])[.. picked.Select(row => column[row])])];
    }

    /// <inheritdoc/>
    public bool IsExact => false;

    /// <inheritdoc/>
    public double EffectiveDraws { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterBelief> Parameters =>
    [
        .. _question.Beliefs.Select((belief, i) =>
        {
            var mean = _draws[i].Average();
            return new ParameterBelief(
                belief.Name, WireNumber.Round(mean), WireNumber.Round(Math.Sqrt(_draws[i].Average(value => (value - mean) * (value - mean)))));
        }),
    ];

    /// <inheritdoc/>
    public double MeanOf(IReadOnlyList<VariableValue> settings) =>
        Outcomes(_world.OutcomeOf(settings), _draws, _sizes.SearchNoise).Means.Average();

    /// <inheritdoc/>
    public IExperimentFigures Look(IReadOnlyList<PlannedExperiment> experiments) => new DrawnFigures(
        _question,
        [.. experiments.Select(experiment => Outcomes(_world.OutcomeOf(experiment.Settings), _draws, _sizes.Noise))]);

    /// <summary>Logarithm of a normal density; of a point where there is no variance.</summary>
    public static double LogDensity(double value, double mean, double variance) =>
        (-(value - mean) * (value - mean) / (2 * variance)) - (Math.Log(variance) / 2);

    private double[] Prior(int parameter, int count)
    {
        var draws = new double[count];
        new CounterRandom(unchecked((ulong)_question.Seed), CounterRandom.StreamOf(_question.Beliefs[parameter].Name, "belief"))
            .Uniforms(0, 0, draws);
        Models.Distributions.Distribution.Create(_question.Beliefs[parameter].Distribution).Transform(draws);
        return draws;
    }

    /// <summary>Mean and variance of an outcome for each draw of the parameters, over shared noise.</summary>
    private (double[] Means, double[] Variances) Outcomes(int node, double[][] draws, int most)
    {
        var inputs = ExpressionAlgebra.InputsOf(_world.Graph, [node]);
        var noise = inputs.Any(input => !_world.Parameters.Contains(input)) ? most : 1;
        var count = draws.Length == 0 ? 1 : draws[0].Length;
        var columns = new Dictionary<int, double[]>();
        foreach (var input in inputs)
        {
            var at = Array.IndexOf(_world.Parameters, input);
            var column = new double[count * noise];
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = at >= 0 ? draws[at][i / noise] : Noise(input, noise)[i % noise];
            }

            columns[input] = column;
        }

        var values = _world.Run([node], count * noise, input => columns[input])[0];
        var (means, variances) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            var own = values.AsSpan(i * noise, noise);
            var mean = System.Numerics.Tensors.TensorPrimitives.Sum<double>(own) / noise;
            var squares = 0.0;
            foreach (var value in own)
            {
                squares += (value - mean) * (value - mean);
            }

            (means[i], variances[i]) = (mean, (squares / noise) + (_question.NoiseStd * _question.NoiseStd));
        }

        if (!means.All(double.IsFinite) || !variances.All(double.IsFinite))
        {
            throw new InputException(_question.IsBuilt ? "/beliefs" : "/model/equations", $"'{_question.Target}' is not finite for some draws of "
                + "the parameters; narrow the beliefs or the feasible ranges, or correct the formulas.");
        }

        return variances.All(variance => variance > 0) || means.All(mean => mean == means[0]) ? (means, variances)
            : throw new InputException("/noise_std", "The outcome has no noise once the parameters are known, so one experiment would settle them "
                + "without any error; give noise_std, the standard deviation of the noise.");
    }

    /// <summary>Noise at the middles of equally likely parts, in an order of its own for each input (McKay, Beckman and Conover 1979).</summary>
    private double[] Noise(int input, int count)
    {
        if (!_noise.TryGetValue((input, count), out var draws))
        {
            var own = _world.InputOf(input);
            var random = new CounterRandom(unchecked((ulong)_question.Seed), CounterRandom.StreamOf(own.Name, $"{own.Purpose} order"));
            int[] order = [.. Enumerable.Range(0, count).OrderBy(i => random.Bits(0, (uint)i))];
            draws = [.. order.Select(place => (place + 0.5) / count)];
            _world.DistributionOf(input).Transform(draws);
            _noise[(input, count)] = draws;
        }

        return draws;
    }

    private static int[] Resample(double[] logs, int count, out double effective)
    {
        var top = logs.Max();
        double[] weights = [.. logs.Select(log => Math.Exp(log - top))];
        var total = weights.Sum();
        effective = total * total / weights.Sum(weight => weight * weight);
        var picked = new int[count];
        var (at, sum) = (0, weights[0]);
        for (var i = 0; i < count; i++)
        {
            for (var wanted = (i + 0.5) / count * total; sum < wanted && at < weights.Length - 1;)
            {
                sum += weights[++at];
            }

            picked[i] = at;
        }

        return picked;
    }
}

/// <summary>How many draws are made, so that models of every size are answered in time.</summary>
/// <param name="Draws">Draws of the parameters.</param>
/// <param name="Prior">Draws that a history is weighted on.</param>
/// <param name="Noise">Noise behind each mean and variance.</param>
/// <param name="HistoryNoise">The same for the history.</param>
/// <param name="SearchNoise">The same while candidates are sought.</param>
/// <param name="Candidates">Most experiments looked at.</param>
internal sealed record DrawSizes(int Draws, int Prior, int Noise, int HistoryNoise, int SearchNoise, int Candidates)
{
    private const long Most = 1_500_000_000;

    /// <summary>The sizes for a model.</summary>
    public static DrawSizes For(long cost, int history, bool isLeast)
    {
        DrawSizes[] choices = [new(2048, 16384, 128, 32, 16, 64), new(1024, 4096, 32, 16, 16, 32), new(512, 1024, 16, 16, 16, 16)];
        return isLeast ? choices[^1]
            : choices.FirstOrDefault(choice => choice.Rows(history) * cost <= Most) ?? choices[^1];
    }

    private long Rows(int history) => ((long)Draws * Noise * Candidates) + ((long)Prior * HistoryNoise * history);
}
