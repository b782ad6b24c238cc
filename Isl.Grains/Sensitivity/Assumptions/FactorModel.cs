using System.Collections.Immutable;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>A model in which assumptions are inputs: its worlds as expressions of what is drawn and of the assumptions' values.</summary>
internal sealed class FactorModel
{
    private readonly Abduction _abduction;
    private readonly ModelMoments _moments;
    private readonly DistributionShelf _shelf = new();
    private readonly Dictionary<int, int[]> _columns = [];
    private readonly CancellationToken _cancellation;

    /// <summary>Puts assumptions into a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="factors">The assumptions.</param>
    /// <param name="moments">The model's means.</param>
    /// <param name="cancellation">Stops it.</param>
    public FactorModel(CompiledModel model, ImmutableArray<Factor> factors, ModelMoments moments, CancellationToken cancellation)
    {
        (Model, Factors, _moments, _cancellation) = (model, factors, moments, cancellation);
        _abduction = Counterfactual.Abduct(model, [], _shelf, cancellation);
        FirstFactor = model.Inputs.Length;
        for (var input = 0; input < model.Inputs.Length; input++)
        {
            PutInput(input);
        }
    }

    /// <summary>The model.</summary>
    public CompiledModel Model { get; }

    /// <summary>The assumptions.</summary>
    public ImmutableArray<Factor> Factors { get; }

    /// <summary>Index of the first assumption among the inputs of expressions.</summary>
    public int FirstFactor { get; }

    /// <summary>The expressions.</summary>
    public ExpressionGraph Graph => _abduction.Graph;

    /// <summary>The values assumed.</summary>
    public double[] Base => [.. Factors.Select(factor => factor.Base)];

    /// <summary>Whether draws of an input depend on the assumptions' values.</summary>
    public bool IsMade(int input) => _columns.ContainsKey(input);

    /// <summary>What an input is drawn from.</summary>
    /// <param name="input">The input.</param>
    /// <param name="point">The assumptions' values.</param>
    public Distribution DistributionOf(int input, double[] point)
    {
        if (!_columns.TryGetValue(input, out var factors))
        {
            return _abduction.Distributions[input];
        }

        return _shelf.Get(SpecOf(input, factors, point), _cancellation);
    }

    /// <summary>What an input whose draws depend on the assumptions' values is at a point.</summary>
    public DistributionSpec SpecOf(int input, double[] point) => SpecOf(input, _columns[input], point);

    /// <summary>The expression of every variable where an intervention is made.</summary>
    public Dictionary<string, int> World(Intervention intervention)
    {
        var changes = intervention.Changes.ToDictionary(change => change.Variable, StringComparer.Ordinal);
        var world = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var variable in Order())
        {
            if (changes.TryGetValue(variable, out var change) && change.Kind == InterventionKind.Set)
            {
                world[variable] = Graph.Constant(change.Value);
                continue;
            }

            var natural = Natural(variable, world);
            world[variable] = !changes.ContainsKey(variable) ? natural : Graph.Apply(
                change.Kind == InterventionKind.Shift ? FormulaOp.Add : FormulaOp.Multiply, natural, Graph.Constant(change.Value));
        }

        return world;
    }

    private int Value(int factor) => Graph.Input(FirstFactor + factor);

    private IEnumerable<int> Of(FactorKind kind, string variable) =>
        Enumerable.Range(0, Factors.Length).Where(i => Factors[i].Target.Kind == kind && Factors[i].Target.Variable == variable);

    private int Natural(string variable, Dictionary<string, int> world)
    {
        foreach (var held in Of(FactorKind.Held, variable))
        {
            return Value(held);
        }

        var seen = world;
        foreach (var edge in Of(FactorKind.Edge, variable))
        {
            var cause = Factors[edge].Target.Cause;
            seen = new Dictionary<string, int>(seen, StringComparer.Ordinal)
            {
                [cause] = Graph.Apply(FormulaOp.If, Value(edge), Graph.Constant(_moments.Mean(cause)), seen[cause]),
            };
        }

        var natural = Counterfactual.Natural(_abduction, variable, seen);
        foreach (var slope in Of(FactorKind.Coefficient, variable))
        {
            var (cause, own) = (Factors[slope].Target.Cause, Factors[slope].Own);
            var more = Graph.Apply(FormulaOp.Subtract, Value(slope), Graph.Constant(own));
            natural = Graph.Apply(FormulaOp.Add, natural, Graph.Apply(FormulaOp.Multiply, more, world[cause]));
        }

        foreach (var hidden in Of(FactorKind.Confounder, variable))
        {
            var cause = Factors[hidden].Target.Cause;
            var left = Graph.Apply(FormulaOp.Sqrt, Graph.Apply(FormulaOp.Subtract, Graph.Constant(1), Value(hidden)));
            var bias = Graph.Apply(FormulaOp.Multiply, Graph.Constant(_moments.Bias(cause, variable) ?? 0), Value(hidden));
            natural = Tilted(natural, Graph.Apply(FormulaOp.Divide, bias, left), cause, world);
        }

        foreach (var mean in Of(FactorKind.Mean, variable).Where(i => Factors[i].Target.Input < 0))
        {
            natural = Graph.Apply(FormulaOp.Add, natural, Graph.Apply(FormulaOp.Subtract, Value(mean), Graph.Constant(Factors[mean].Own)));
        }

        return natural;
    }

    /// <summary>A value with another slope in a cause, about the cause's mean.</summary>
    private int Tilted(int natural, int slope, string cause, Dictionary<string, int> world) => Graph.Apply(
        FormulaOp.Add,
        natural,
        Graph.Apply(FormulaOp.Multiply, slope, Graph.Apply(FormulaOp.Subtract, world[cause], Graph.Constant(_moments.Mean(cause)))));

    /// <summary>Causes before effects, effects that an assumption adds included.</summary>
    /// <exception cref="InputException">They form a cycle.</exception>
    private List<string> Order()
    {
        var (order, done, waiting) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), Model.Order.ToList());
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(name => Causes(name).All(done.Contains));
            if (next < 0)
            {
                var added = Enumerable.Range(0, Factors.Length).First(i => Factors[i].Target.Kind == FactorKind.Coefficient
                    && !Model.ParentsOf(Factors[i].Target.Variable).Contains(Factors[i].Target.Cause));
                throw new InputException(
                    $"{FactorReader.Place}/{added}",
                    $"{Factors[added].Target.Label} closes a cycle, because {Factors[added].Target.Cause} depends on "
                        + $"{Factors[added].Target.Variable}; "
                    + "a structural model has no cycles.");
            }

            order.Add(waiting[next]);
            done.Add(waiting[next]);
            waiting.RemoveAt(next);
        }

        return order;

        IEnumerable<string> Causes(string name) =>
            Model.ParentsOf(name).Concat(Of(FactorKind.Coefficient, name).Select(i => Factors[i].Target.Cause));
    }

    private void PutInput(int input)
    {
        var spec = Model.Inputs[input].Spec;
        int[] on = [.. Enumerable.Range(0, Factors.Length).Where(i => Factors[i].Target.Input == input)];
        if (on.Length == 0)
        {
            return;
        }

        int[] inside = [.. on.Where(i => Factors[i].Target.Kind is FactorKind.Parameter or FactorKind.Family)];
        var isFamily = inside.Any(i => Factors[i].Target.Kind == FactorKind.Family);
        var node = Graph.Input(input);
        if (!isFamily && inside.Length > 0
            && FamilyForms.Standard(spec, at => inside.Any(i => Factors[i].Target.Parameter == at)) is { } standard)
        {
            int[] parameters = [.. spec.Parameters.Select(Graph.Constant)];
            foreach (var factor in inside)
            {
                parameters[Factors[factor].Target.Parameter] = Value(factor);
            }

            _abduction.Distributions[input] = _shelf.Get(standard, _cancellation);
            node = FamilyForms.Expression(Graph, spec.Type, parameters, node);
        }
        else if (inside.Length > 0)
        {
            _columns[input] = inside;
        }

        foreach (var mean in on.Except(inside))
        {
            var own = Graph.Constant(Factors[mean].Own);
            node = FamilyForms.IsStretched(spec.Type)
                ? Graph.Apply(FormulaOp.Multiply, node, Graph.Apply(FormulaOp.Divide, Value(mean), own))
                : Graph.Apply(FormulaOp.Add, node, Graph.Apply(FormulaOp.Subtract, Value(mean), own));
        }

        _abduction.Solved[input] = node;
    }

    private DistributionSpec SpecOf(int input, int[] factors, double[] point)
    {
        var spec = Model.Inputs[input].Spec;
        foreach (var i in factors)
        {
            if (Factors[i].Target.Kind == FactorKind.Family)
            {
                return Factors[i].Families[(int)point[i]];
            }

            var value = spec.Type == DistributionType.Binomial && Factors[i].Target.Parameter == 0 ? Math.Round(point[i]) : point[i];
            spec = spec with { Parameters = spec.Parameters.SetItem(Factors[i].Target.Parameter, value) };
        }

        // Ends that are allowed one by one may not go together, such as low above high.
        return DistributionRanges.Wrong(spec.Type, spec.Parameters) is { } wrong
            ? throw new InputException(
                $"{FactorReader.Place}/{factors[^1]}/variation_range",
                $"{Model.Inputs[input].Label}, with the other assumptions about it: {wrong}")
            : spec;
    }
}
