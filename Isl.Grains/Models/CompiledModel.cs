using System.Collections.Immutable;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Models;

/// <summary>An independent random input of a model: an exogenous quantity, or the noise of an equation.</summary>
/// <param name="Name">The quantity, or the equation's variable.</param>
/// <param name="IsNoise">Whether it is noise.</param>
/// <param name="Spec">Its distribution.</param>
internal sealed record ModelInput(string Name, bool IsNoise, DistributionSpec Spec)
{
    /// <summary>Its name in answers, such as <c>noise of Revenue</c>.</summary>
    public string Label => IsNoise ? $"noise of {Name}" : Name;
}

/// <summary>A model whose formulas are parsed, whose names are resolved and whose variables are in topological order.</summary>
public sealed class CompiledModel
{
    /// <summary>Most operations over all worlds or observed values before equal ones are merged: about a second.</summary>
    private const long MaxWork = 10_000_000;

    private readonly Dictionary<string, StructuralEquation> _equations;
    private readonly Dictionary<string, Formula> _formulas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _exogenous = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _noise = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    private CompiledModel(StructuralModel model, ImmutableArray<VariableValue> assumedMeans)
    {
        Model = model;
        _equations = model.Equations.ToDictionary(equation => equation.Variable, StringComparer.Ordinal);
        Parse();
        Order = TopologicalOrder();
        var inputs = ImmutableArray.CreateBuilder<ModelInput>();
        foreach (var (name, distribution) in model.Distributions)
        {
            _exogenous.Add(name, inputs.Count);
            inputs.Add(new ModelInput(name, false, distribution));
        }

        foreach (var equation in model.Equations.Where(equation => _formulas[equation.Variable].HasNoise))
        {
            _noise.Add(equation.Variable, inputs.Count);
            inputs.Add(new ModelInput(equation.Variable, true, equation.Noise!));
        }

        Inputs = inputs.ToImmutable();
        foreach (var (variable, value) in model.Values)
        {
            _values.Add(variable, value);
        }

        var assumed = model
            .Variables.Where(variable => !_equations.ContainsKey(variable) && !_exogenous.ContainsKey(variable) && !_values.ContainsKey(variable))
            .Select(variable => new VariableValue(variable, assumedMeans.FirstOrDefault(mean => mean.Variable == variable).Value))
            .ToImmutableArray();
        AssumedValues = assumed;
        foreach (var (variable, value) in assumed)
        {
            _values.Add(variable, value);
        }
    }

    /// <summary>The model.</summary>
    public StructuralModel Model { get; }

    /// <summary>Variables and exogenous quantities, causes before effects; ties in the order of the model's list.</summary>
    public ImmutableArray<string> Order { get; }

    /// <summary>Variables with neither equation, distribution nor value, and what they are held at.</summary>
    public ImmutableArray<VariableValue> AssumedValues { get; }

    /// <summary>Variables whose equation has a noise distribution that its formula never reads.</summary>
    public ImmutableArray<string> UnusedNoise =>
        [
            .. Model
                .Equations.Where(equation => equation.Noise is not null && !_formulas[equation.Variable].HasNoise)
                .Select(equation => equation.Variable),
        ];

    /// <summary>The independent random inputs.</summary>
    internal ImmutableArray<ModelInput> Inputs { get; }

    /// <summary>Parses and checks a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="assumedMeans">Values for variables that the model leaves open; 0 for those not among them.</param>
    /// <exception cref="InputException">A formula cannot be read, names what is not there, or lies on a cycle: with pointer and column, every broken
    /// formula at once.</exception>
    public static CompiledModel Compile(StructuralModel model, ImmutableArray<VariableValue> assumedMeans = default) =>
        new(model, assumedMeans.IsDefault ? [] : assumedMeans);

    /// <summary>Whether a name is a variable or exogenous quantity of the model.</summary>
    public bool Knows(string name) => IsEndogenous(name) || _exogenous.ContainsKey(name) || _values.ContainsKey(name);

    /// <summary>Whether a variable has an equation.</summary>
    public bool IsEndogenous(string name) => _equations.ContainsKey(name);

    /// <summary>Names that a variable's formula reads, in order of appearance; none without a formula.</summary>
    public ImmutableArray<string> ParentsOf(string name) =>
        _formulas.TryGetValue(name, out var formula) ? [.. formula.Inputs.Select(input => input.Name)] : [];

    /// <summary>JSON pointer to a variable's formula.</summary>
    public string FormulaPath(string name) => _equations.TryGetValue(name, out var equation) ? equation.FormulaPath : $"/model/distributions/{name}";

    /// <summary>
    /// Variables with an equation that an intervention reaches, those set by it left out, in topological order; every variable with an equation where
    /// it changes nothing.
    /// </summary>
    public ImmutableArray<string> Affected(IEnumerable<Intervention> interventions)
    {
        var changes = interventions.SelectMany(intervention => intervention.Changes).ToList();
        var reached = changes.Select(change => change.Variable).ToHashSet(StringComparer.Ordinal);
        var set = changes.Where(change => change.Kind == InterventionKind.Set).Select(change => change.Variable).ToHashSet(StringComparer.Ordinal);
        if (reached.Count == 0)
        {
            return [.. Order.Where(IsEndogenous)];
        }

        foreach (var variable in Order.Where(IsEndogenous))
        {
            if (ParentsOf(variable).Any(reached.Contains))
            {
                reached.Add(variable);
            }
        }

        return [.. Order.Where(variable => IsEndogenous(variable) && reached.Contains(variable) && !set.Contains(variable))];
    }

    /// <summary>Checks that every variable an intervention changes is in the model.</summary>
    /// <exception cref="InputException">One is not.</exception>
    public void Check(Intervention intervention, string path = "/intervention") =>
        Check(intervention.Changes.Select(change => change.Variable), path);

    /// <summary>Checks that every name is in the model.</summary>
    /// <exception cref="InputException">One is not.</exception>
    public void Check(IEnumerable<string> names, string path)
    {
        var errors = names
            .Where(name => !Knows(name))
            .Select(name => new InputError(
                $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}",
                $"'{name}' is no variable of the model; there are {Listed(Order)}."))
            .ToImmutableArray();
        if (!errors.IsEmpty)
        {
            throw new InputException(errors);
        }
    }

    /// <summary>Refuses work that grows with a number of passes over all formulas.</summary>
    /// <param name="passes">Worlds or observed values.</param>
    /// <param name="path">JSON pointer to what there is too much of.</param>
    internal void CheckSize(long passes, string path)
    {
        var nodes = _formulas.Values.Sum(formula => (long)formula.Nodes.Length) + Order.Length;
        if (passes * nodes > MaxWork)
        {
            throw new InputException(
                path,
                $"{passes} times the {nodes} numbers, names and operations of the model are more than {MaxWork}; ask for fewer at once or simplify the model.");
        }
    }

    /// <summary>Index of an exogenous quantity's input, or -1.</summary>
    internal int ExogenousInput(string name) => _exogenous.GetValueOrDefault(name, -1);

    /// <summary>Index of the input that is a variable's noise, or -1.</summary>
    internal int NoiseInput(string name) => _noise.GetValueOrDefault(name, -1);

    /// <summary>The value a variable is held at, given or assumed.</summary>
    internal double? HeldValue(string name) => _values.TryGetValue(name, out var value) ? value : null;

    /// <summary>The parsed formula of a variable with an equation.</summary>
    internal Formula FormulaOf(string name) => _formulas[name];

    /// <summary>Names for a message, cut after the tenth.</summary>
    internal static string Listed(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(10).Select(name => $"'{name}'")) + (names.Count > 10 ? $" and {names.Count - 10} more" : "");

    private void Parse()
    {
        var errors = ImmutableArray.CreateBuilder<InputError>();
        var known = Model.Variables.Concat(Model.Distributions.Select(quantity => quantity.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var equation in Model.Equations)
        {
            try
            {
                var formula = FormulaParser.Parse(equation.Formula, equation.FormulaPath);
                _formulas.Add(equation.Variable, formula);
                foreach (var (name, position) in formula.Inputs.Where(input => !known.Contains(input.Name)))
                {
                    errors.Add(
                        new InputError(
                            equation.FormulaPath,
                            $"column {FormulaLexer.ColumnOf(formula.Text, position)}: '{name}' is neither a variable nor has it a distribution; there are {Listed(Model.Variables)}.")
                    );
                }

                if (formula.HasNoise && equation.Noise is null)
                {
                    var at = formula.Nodes.First(node => node.Op == FormulaOp.Noise).Position;
                    errors.Add(
                        new InputError(
                            equation.FormulaPath,
                            $"column {FormulaLexer.ColumnOf(formula.Text, at)}: 'noise' is used and '{equation.Variable}' has no noise_dist; add one, such as \"normal(0, 1)\".")
                    );
                }
            }
            catch (InputException error)
            {
                errors.AddRange(error.Errors);
            }
        }

        if (errors.Count > 0)
        {
            throw new InputException(errors.ToImmutable());
        }
    }

    /// <summary>Kahn's algorithm; among the variables that are ready the first listed goes first.</summary>
    private ImmutableArray<string> TopologicalOrder()
    {
        var names = Model.Variables.Concat(Model.Distributions.Select(quantity => quantity.Name)).Distinct(StringComparer.Ordinal).ToList();
        var rank = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var children = names.ToDictionary(name => name, _ => new List<string>(), StringComparer.Ordinal);
        var waiting = names.ToDictionary(name => name, name => ParentsOf(name).Length, StringComparer.Ordinal);
        foreach (var name in names)
        {
            foreach (var parent in ParentsOf(name))
            {
                children[parent].Add(name);
            }
        }

        var ready = new PriorityQueue<string, int>(names.Where(name => waiting[name] == 0).Select(name => (name, rank[name])));
        var order = ImmutableArray.CreateBuilder<string>();
        while (ready.TryDequeue(out var name, out _))
        {
            order.Add(name);
            foreach (var child in children[name])
            {
                if (--waiting[child] == 0)
                {
                    ready.Enqueue(child, rank[child]);
                }
            }
        }

        return order.Count == names.Count ? order.ToImmutable() : throw Cycle(names.First(name => waiting[name] > 0), waiting);
    }

    private InputException Cycle(string start, Dictionary<string, int> waiting)
    {
        // Whoever still waits has a parent that still waits: going up must return to a name already passed.
        var passed = new List<string>();
        for (var name = start; ; name = ParentsOf(name).First(parent => waiting[parent] > 0))
        {
            var at = passed.IndexOf(name);
            if (at >= 0)
            {
                passed = [.. passed[at..], name];
                break;
            }

            passed.Add(name);
        }

        passed.Reverse();
        var (parent, variable) = (passed[0], passed[1]);
        var formula = FormulaOf(variable);
        var position = formula.Inputs.First(input => input.Name == parent).Position;
        var shown = passed.Count <= 12 ? passed : [.. passed[..10], "…", passed[^1]];
        return new InputException(
            FormulaPath(variable),
            $"column {FormulaLexer.ColumnOf(formula.Text, position)}: '{parent}' closes a cycle: {string.Join(" -> ", shown)}; a structural model has none, remove one of these dependencies.");
    }
}
