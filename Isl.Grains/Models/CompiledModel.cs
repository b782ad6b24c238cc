using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Models;

/// <summary>A model whose formulas are parsed, whose names are resolved and whose variables are in topological order.</summary>
public sealed class CompiledModel
{
    /// <summary>Most operations over all worlds or observed values before equal ones are merged: about a second.</summary>
    private const long MaxWork = 10_000_000;

    private readonly Dictionary<string, StructuralEquation> _equations;
    private readonly Dictionary<string, Formula> _formulas;
    private readonly Dictionary<string, int> _exogenous = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _noise = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    private readonly Dictionary<string, int> _rank = new(StringComparer.Ordinal);

    private CompiledModel(StructuralModel model, ImmutableArray<VariableValue> assumedMeans, CancellationToken cancellation)
    {
        Model = model;
        _equations = model.Equations.ToDictionary(equation => equation.Variable, StringComparer.Ordinal);
        _formulas = ModelFormulas.Read(model, cancellation);
        Order = CausalOrder.Of(model, _formulas);
        foreach (var name in Order)
        {
            _rank.Add(name, _rank.Count);
        }

        var inputs = ImmutableArray.CreateBuilder<ModelInput>();
        foreach (var (name, distribution) in model.Distributions)
        {
            _exogenous.Add(name, inputs.Count);
            inputs.Add(new ModelInput(name, false, distribution));
        }

        foreach (var equation in model.Equations.Where(equation => _formulas[equation.Variable].Noises > 0))
        {
            var formula = _formulas[equation.Variable];
            _noise.Add(equation.Variable, inputs.Count);
            inputs.AddRange(Enumerable
                .Range(0, formula.Noises)
                .Select(part => new ModelInput(equation.Variable, true, formula.NoiseOf(equation.Noise, part), part)));
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
    /// <param name="cancellation">Stops between formulas.</param>
    /// <exception cref="InputException">A formula cannot be read, names what is not there, or lies on a cycle: with pointer and column, every broken
    /// formula at once.</exception>
    public static CompiledModel Compile(
        StructuralModel model, ImmutableArray<VariableValue> assumedMeans = default, CancellationToken cancellation = default) =>
        new(model, assumedMeans.IsDefault ? [] : assumedMeans, cancellation);

    /// <summary>Whether two models are the same and were sent in the same form: otherwise mistakes have other places.</summary>
    internal static bool AreSentAlike(StructuralModel? first, StructuralModel? second) =>
        first == second && Forms(first).SequenceEqual(Forms(second));

    /// <summary>Place of a variable or quantity in <see cref="Order"/>.</summary>
    public int RankOf(string name) => _rank[name];

    /// <summary>Whether a name is a variable or exogenous quantity of the model.</summary>
    public bool Knows(string name) => IsEndogenous(name) || _exogenous.ContainsKey(name) || _values.ContainsKey(name);

    /// <summary>Whether a variable has an equation.</summary>
    public bool IsEndogenous(string name) => _equations.ContainsKey(name);

    /// <summary>Names that a variable's formula reads, in order of appearance; none without a formula.</summary>
    public ImmutableArray<string> ParentsOf(string name) =>
        _formulas.TryGetValue(name, out var formula) ? [.. formula.Inputs.Select(input => input.Name)] : [];

    /// <summary>JSON pointer to a variable's formula.</summary>
    public string FormulaPath(string name) =>
        _equations.TryGetValue(name, out var equation) ? ModelPaths.Formula(equation) : ModelPaths.Distribution(name);

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
                ModelPaths.Member(path, name),
                $"The model has no variable '{name}'; {Spelling.Advise(name, Order, $"it has {NameList.Quoted(Order)}.")}"))
            .ToImmutableArray();
        if (!errors.IsEmpty)
        {
            throw new InputException(errors);
        }
    }

    /// <summary>Numbers, names and operations of all formulas, and the quantities: the work of one pass over the model.</summary>
    internal long Nodes => _formulas.Values.Sum(formula => (long)formula.Nodes.Length) + Order.Length;

    /// <summary>Refuses work that grows with a number of passes over all formulas.</summary>
    /// <param name="passes">Worlds or observed values.</param>
    /// <param name="path">JSON pointer to what there is too much of.</param>
    internal void CheckSize(long passes, string path)
    {
        if (passes * Nodes > MaxWork)
        {
            throw new InputException(
                path,
                $"{passes} passes over the {Nodes} numbers, names and operations of the model are needed, {passes * Nodes} steps in all; "
                + $"the limit is {MaxWork}. Ask for fewer at once or simplify the model.");
        }
    }

    /// <summary>Index of an exogenous quantity's input, or -1.</summary>
    internal int ExogenousInput(string name) => _exogenous.GetValueOrDefault(name, -1);

    /// <summary>Index of the input that is a variable's noise, the first where it has several; -1 where it has none.</summary>
    internal int NoiseInput(string name) => _noise.GetValueOrDefault(name, -1);

    /// <summary>The value a variable is held at, given or assumed.</summary>
    internal double? HeldValue(string name) => _values.TryGetValue(name, out var value) ? value : null;

    /// <summary>The parsed formula of a variable with an equation.</summary>
    internal Formula FormulaOf(string name) => _formulas[name];

    private static IEnumerable<bool> Forms(StructuralModel? model) => model is null ? [] : model.Equations.Select(equation => equation.IsText);
}
