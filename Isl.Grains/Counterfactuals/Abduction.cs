using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>The exogenous inputs as the evidence leaves them: fixed, expressed by others, or as before.</summary>
/// <param name="model">The model.</param>
/// <param name="distributions">Where the inputs' distributions come from.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class Abduction(CompiledModel model, DistributionShelf distributions, CancellationToken cancellation)
{
    private static readonly Distribution Uniform = new UniformDistribution(0, 1);

    /// <summary>Expressions of everything; worlds are added to it.</summary>
    public ExpressionGraph Graph { get; } = new();

    /// <summary>JSON pointer to the observed values.</summary>
    public string Place { get; init; } = "/context";

    /// <summary>The model.</summary>
    public CompiledModel Model { get; } = model;

    /// <summary>Expressions of the inputs that evidence bears on, by input, in terms of what is drawn.</summary>
    public Dictionary<int, int> Solved { get; } = [];

    /// <summary>Logarithms of the likelihood of each piece of evidence that weights draws.</summary>
    public List<int> LogWeights { get; set; } = [];

    /// <summary>Those of them that are likelihoods: they fall smoothly where evidence fits less well.</summary>
    public List<int> SoftWeights { get; set; } = [];

    /// <summary>Of the others, which draws meet or miss: how far from it a draw is.</summary>
    public List<int> Distances { get; set; } = [];

    /// <summary>What became of the evidence.</summary>
    public List<AbductedEvidence> Evidence { get; } = [];

    /// <summary>Distributions of the inputs, those of the model first, then uniform ones that choose among several solutions.</summary>
    public List<Distribution> Distributions { get; } = [.. model.Inputs.Select(input => distributions.Get(input.Spec, cancellation))];

    /// <summary>Observed values of variables that are otherwise held.</summary>
    public Dictionary<string, double> Held { get; } = new(StringComparer.Ordinal);

    /// <summary>Observed values that have been taken into account.</summary>
    public Dictionary<string, double> Observed { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether evidence makes inputs depend on each other that the model has independent.</summary>
    public bool JoinsInputs { get; set; }

    /// <summary>The expression of an input.</summary>
    public int InputNode(int input) => Solved.TryGetValue(input, out var node) ? node
        : Distributions[input] is DiscreteDistribution { Values.Length: 1 } point ? Graph.Constant(point.Values[0])
        : Graph.Input(input);

    /// <summary>Replaces the weights by an input whose draws are the logarithms of the weights of draws that were found; its index.</summary>
    public int AddFoundWeights()
    {
        var weights = AddSelector();
        LogWeights = [weights];
        return Distributions.Count - 1;
    }

    /// <summary>A new uniform input that chooses among several solutions.</summary>
    public int AddSelector()
    {
        Distributions.Add(Uniform);
        JoinsInputs = true;
        return Graph.Input(Distributions.Count - 1);
    }
}
