using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Experiments;

/// <summary>Normal parameters that outcomes are linear in, with normal noise: everything in closed form.</summary>
/// <remarks>Each outcome seen conditions the joint normal distribution of the parameters (Lindley and Smith 1972).</remarks>
internal sealed class GaussianBeliefs : IBeliefs
{
    private readonly ExperimentWorld _world;
    private readonly ExperimentQuestion _question;
    private readonly double[] _mean;
    private readonly double[][] _covariance;
    private readonly Dictionary<int, AffineForm?> _known = [];

    private GaussianBeliefs(ExperimentWorld world, ExperimentQuestion question)
    {
        (_world, _question) = (world, question);
        _mean = [.. question.Beliefs.Select(belief => DistributionMean.Of(belief.Distribution))];
        _covariance =
        [
            .. question.Beliefs.Select((belief, i) =>
                (double[])[.. question.Beliefs.Select((_, j) => i == j ? DistributionVariance.Of(belief.Distribution) ?? 0 : 0)]),
        ];
    }

    /// <inheritdoc/>
    public bool IsExact => true;

    /// <inheritdoc/>
    public double EffectiveDraws => double.PositiveInfinity;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterBelief> Parameters =>
    [
        .. _question.Beliefs.Select((belief, i) =>
            new ParameterBelief(belief.Name, WireNumber.Round(_mean[i]), WireNumber.Round(Math.Sqrt(Math.Max(0, _covariance[i][i]))))),
    ];

    /// <summary>The beliefs after the history; null where an outcome is not linear, or something in it not normal.</summary>
    public static GaussianBeliefs? TryOf(ExperimentWorld world, ExperimentQuestion question, IEnumerable<PlannedExperiment> experiments)
    {
        var beliefs = new GaussianBeliefs(world, question);
        if (experiments.Any(experiment => beliefs.FormOf(experiment.Settings) is null)
            || question.History.Any(past => beliefs.FormOf(past.Settings) is null))
        {
            return null;
        }

        foreach (var past in question.History)
        {
            beliefs.Condition(beliefs.FormOf(past.Settings)!, past.Outcome);
        }

        if (!beliefs._mean.All(double.IsFinite) || !beliefs._covariance.All(row => row.All(double.IsFinite)))
        {
            throw new InputException("/beliefs", "The beliefs and the history are too far apart in size for a double; scale the values.");
        }

        return beliefs;
    }

    /// <inheritdoc/>
    public double MeanOf(IReadOnlyList<VariableValue> settings) => FormOf(settings) is { } form ? form.Mean(_mean) : double.NaN;

    /// <inheritdoc/>
    public IExperimentFigures Look(IReadOnlyList<PlannedExperiment> experiments) =>
        new Figures(this, [.. experiments.Select(experiment => FormOf(experiment.Settings)!)]);

    /// <summary>An outcome as constant + Σ coefficient · parameter + noise; null where it is not.</summary>
    private Outcome? FormOf(IReadOnlyList<VariableValue> settings)
    {
        if (AffineForm.Of(_world.Graph, _world.OutcomeOf(settings), _known) is not { } form
            || form.Slopes.Keys.Any(input => _world.InputOf(input).Spec.Type != DistributionType.Normal))
        {
            return null;
        }

        var (constant, noise) = (form.Constant, _question.NoiseStd * _question.NoiseStd);
        foreach (var (input, slope) in form.Slopes.Where(pair => !_world.Parameters.Contains(pair.Key)))
        {
            var spec = _world.InputOf(input).Spec;
            constant += slope * spec.Parameters[0];
            noise += Math.Pow(slope * spec.Parameters[1], 2);
        }

        return new Outcome(constant, [.. _world.Parameters.Select(input => form.Slopes.GetValueOrDefault(input))], noise);
    }

    private double[] Times(double[] slopes) => [.. _covariance.Select(row => row.Zip(slopes, (a, b) => a * b).Sum())];

    private void Condition(Outcome seen, double value)
    {
        var shared = Times(seen.Slopes);
        var variance = seen.Slopes.Zip(shared, (a, b) => a * b).Sum() + seen.Noise;
        if (!(variance > 0))
        {
            return;
        }

        var surprise = value - seen.Mean(_mean);
        for (var i = 0; i < _mean.Length; i++)
        {
            _mean[i] += shared[i] / variance * surprise;
            for (var j = 0; j < _mean.Length; j++)
            {
                _covariance[i][j] -= shared[i] * shared[j] / variance;
            }
        }
    }

    private sealed record Outcome(double Constant, double[] Slopes, double Noise)
    {
        public double Mean(double[] parameters) => Constant + Slopes.Zip(parameters, (a, b) => a * b).Sum();
    }

    private sealed class Figures(GaussianBeliefs beliefs, Outcome[] outcomes) : IExperimentFigures
    {
        private readonly double[] _means = [.. outcomes.Select(outcome => outcome.Mean(beliefs._mean))];
        private readonly double[][] _shared = [.. outcomes.Select(outcome => beliefs.Times(outcome.Slopes))];

        public double Mean(int experiment) => _means[experiment];

        public double Variance(int experiment) => Math.Max(0, outcomes[experiment].Slopes.Zip(_shared[experiment], (a, b) => a * b).Sum());

        public (double Lower, double Upper) Information(int experiment)
        {
            var variance = Variance(experiment);
            if (variance > 0 && !(outcomes[experiment].Noise > 0))
            {
                throw new InputException("/noise_std", "The outcome has no noise once the parameters are known, so one experiment would settle "
                    + "them without any error; give noise_std, the standard deviation of the noise.");
            }

            // ½ log det (I + Σ h hᵀ / s²) = ½ log (1 + hᵀ Σ h / s²).
            var nats = variance > 0 ? double.LogP1(variance / outcomes[experiment].Noise) / 2 : 0;
            return (nats, nats);
        }

        public double Learning(int experiment)
        {
            var variance = Variance(experiment);
            if (!(variance > 0))
            {
                return 0;
            }

            var scale = Math.Sqrt(variance + outcomes[experiment].Noise);
            double[] slopes = [.. outcomes.Select(outcome => outcome.Slopes.Zip(_shared[experiment], (a, b) => a * b).Sum() / scale)];
            return beliefs._question.Goal switch
            {
                ExperimentGoal.Target => KnowledgeGradient.Towards(
                    _means, slopes, [.. Enumerable.Range(0, outcomes.Length).Select(Variance)], beliefs._question.TargetValue),
                ExperimentGoal.Minimize => KnowledgeGradient.OfLines([.. _means.Select(mean => -mean)], [.. slopes.Select(slope => -slope)]),
                _ => KnowledgeGradient.OfLines(_means, slopes),
            };
        }

        public double[] Draw(ulong seed)
        {
            // One draw of the joint distribution, parameter by parameter given those before (a Cholesky factor row by row).
            var count = beliefs._mean.Length;
            var factor = new RankTolerantCholesky(count);
            var (drawn, normals) = ((double[])[.. beliefs._mean], new double[count]);
            for (var i = 0; i < count; i++)
            {
                var reduced = new double[count];
                var row = beliefs._covariance[i];
                var left = factor.Reduce(row, row[i], reduced);
                var uniform = new CounterRandom(seed, CounterRandom.StreamOf(beliefs._question.Beliefs[i].Name, "thompson")).Uniform(0, 0);
                normals[i] = new NormalDistribution(0, 1).Quantile(uniform);
                drawn[i] += (Math.Sqrt(Math.Max(0, left)) * normals[i]) + Enumerable.Range(0, i).Sum(j => reduced[j] * normals[j]);
                factor.Add(i, row, row[i], 1e-12 * Math.Max(row[i], double.Epsilon));
            }

            return [.. outcomes.Select(outcome => outcome.Mean(drawn))];
        }
    }
}
