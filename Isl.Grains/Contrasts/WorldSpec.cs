using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Contrasts;

/// <summary>What a scenario says about a model: variables that are set, and exogenous inputs that what was seen determines.</summary>
internal sealed class WorldSpec
{
    private const int Prior = 1 << 15;

    private WorldSpec(Dictionary<string, VariableIntervention> changes, Dictionary<int, double> inputs, Dictionary<string, double> held)
    {
        (Changes, Inputs, Held) = (changes, inputs, held);
    }

    /// <summary>Interventions by variable.</summary>
    public Dictionary<string, VariableIntervention> Changes { get; }

    /// <summary>Inputs that are known.</summary>
    public Dictionary<int, double> Inputs { get; }

    /// <summary>Values of variables that the model leaves open.</summary>
    public Dictionary<string, double> Held { get; }

    /// <summary>Draws, given what was seen, of the inputs that it narrows down and does not determine; all of one draw belong together.</summary>
    public Dictionary<int, double[]> Columns { get; } = [];

    /// <summary>Equally likely draws that what was seen leaves; null where it leaves all.</summary>
    public double? EffectiveDraws { get; private set; }

    /// <summary>Reads a scenario.</summary>
    /// <param name="model">The model.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="draws">The shared draws.</param>
    /// <param name="seed">Their seed.</param>
    /// <param name="cancellation">Stops it.</param>
    public static WorldSpec Of(CompiledModel model, ContrastScenario scenario, DrawSet draws, ulong seed, CancellationToken cancellation)
    {
        var abduction = Counterfactual.Abduct(model, scenario.State, new DistributionShelf(), cancellation, scenario.Place);
        var known = abduction.Solved
            .Select(pair => (pair.Key, Value: abduction.Graph.ConstantOf(pair.Value)))
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value!.Value);
        var world = new WorldSpec(
            scenario.Intervention.Changes.ToDictionary(change => change.Variable, StringComparer.Ordinal),
            known,
            abduction.Held);
        if (abduction.LogWeights.Count > 0 || known.Count < abduction.Solved.Count)
        {
            world.Resample(abduction, scenario.Place, draws, seed, cancellation);
        }

        return world;
    }

    /// <summary>Draws of the inputs given what was seen, by weighting draws of the model and taking each as often as its weight says.</summary>
    private void Resample(Abduction abduction, string place, DrawSet draws, ulong seed, CancellationToken cancellation)
    {
        if (abduction.LogWeights.Count == 0)
        {
            abduction.LogWeights.Add(abduction.Graph.Constant(0)); // conditioned in closed form: all draws weigh the same
        }

        int[] bound =
        [
            .. ExpressionAlgebra.InputsOf(abduction.Graph, [.. abduction.LogWeights, .. abduction.Solved.Values])
                .Union(abduction.Solved.Keys)
                .Where(input => !Inputs.ContainsKey(input) && input < abduction.Model.Inputs.Length)
                .Order(),
        ];
        var (program, _) = Counterfactual.Predict(abduction, [.. bound.Select(input => new ProgramOutput(abduction.InputNode(input), false))]);
        var prior = new DrawSet(Prior, seed);
        var table = new BlockTable(program, bound.Length + 1, Prior, input => Given(abduction, prior, input)).Run(cancellation);
        var logs = table[0];
        var top = logs.Where(double.IsFinite).DefaultIfEmpty(double.NegativeInfinity).Max();
        double[] weights = [.. logs.Select(log => double.IsFinite(log) ? Math.Exp(log - top) : 0)];
        var total = weights.Sum();
        if (!(total > 0))
        {
            throw new InputException(place, "No draw of the model agrees with the state; correct the state or the model.");
        }

        EffectiveDraws = total * total / weights.Sum(weight => weight * weight);
        var picked = new int[Math.Max(32, draws.Count)];
        var (at, sum) = (0, weights[0]);
        for (var i = 0; i < picked.Length; i++)
        {
            for (var wanted = (i + 0.5) / picked.Length * total; sum < wanted && at < weights.Length - 1;)
            {
                sum += weights[++at];
            }

            picked[i] = at;
        }

        for (var i = 0; i < bound.Length; i++)
        {
            Columns[bound[i]] = [.. picked.Select(row => table[i + 1][row])];
        }
    }

    /// <summary>Draws of an input, or of a choice among several values that agree with what was seen.</summary>
    private static double[] Given(Abduction abduction, DrawSet prior, int input)
    {
        var inputs = abduction.Model.Inputs;
        return input < inputs.Length
            ? prior.Of(abduction.Distributions[input], inputs[input].Name, inputs[input].Purpose + " given")
            : prior.Of(abduction.Distributions[input], $"{input - inputs.Length}", "choice given");
    }
}
