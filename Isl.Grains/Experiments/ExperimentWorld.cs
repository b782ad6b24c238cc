using Isl.Grains.Contrasts;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Experiments;

/// <summary>A model whose parameters are unknown: the outcome of an experiment as an expression in the parameters and the noise.</summary>
internal sealed class ExperimentWorld
{
    private readonly Abduction _abduction;
    private readonly Dictionary<string, int> _nodes = new(StringComparer.Ordinal);

    /// <summary>Prepares.</summary>
    /// <param name="model">The model, with the beliefs as distributions of its parameters.</param>
    /// <param name="question">Which names are parameters, and the outcome.</param>
    /// <param name="cancellation">Stops it.</param>
    public ExperimentWorld(CompiledModel model, ExperimentQuestion question, CancellationToken cancellation)
    {
        (Model, Target, Cancellation) = (model, question.Target, cancellation);
        _abduction = Counterfactual.Abduct(model, [], new DistributionShelf(), cancellation);
        Parameters = [.. question.Beliefs.Select(belief => model.ExogenousInput(belief.Name))];
    }

    /// <summary>The model.</summary>
    public CompiledModel Model { get; }

    /// <summary>The outcome.</summary>
    public string Target { get; }

    /// <summary>Inputs that are parameters, in the order of the beliefs.</summary>
    public int[] Parameters { get; }

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The expressions.</summary>
    public ExpressionGraph Graph => _abduction.Graph;

    /// <summary>The distribution of an input.</summary>
    public Distribution DistributionOf(int input) => _abduction.Distributions[input];

    /// <summary>What an input is.</summary>
    public ModelInput InputOf(int input) => Model.Inputs[input];

    /// <summary>Node of the outcome where some variables are set.</summary>
    public int OutcomeOf(IReadOnlyList<VariableValue> settings)
    {
        var key = string.Join('\n', settings.Select(value => $"{value.Variable}\t{BitConverter.DoubleToInt64Bits(value.Value)}"));
        if (!_nodes.TryGetValue(key, out var node))
        {
            Cancellation.ThrowIfCancellationRequested();
            var changes = settings.Select(value => new VariableIntervention(value.Variable, InterventionKind.Set, value.Value));
            _nodes[key] = node = Counterfactual.Act(_abduction, Intervention.Of(changes, ""))[Target];
        }

        return node;
    }

    /// <summary>Values of some expressions, row by row.</summary>
    /// <param name="nodes">The expressions.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="column">Column of an input.</param>
    public double[][] Run(IReadOnlyList<int> nodes, int rows, Func<int, double[]> column) =>
        new BlockTable(BlockCompiler.Compile(Graph, [.. nodes.Select(node => new ProgramOutput(node, false))]), nodes.Count, rows, column)
            .Run(Cancellation);
}
