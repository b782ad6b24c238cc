using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Contrasts;

/// <summary>All worlds between two scenarios as one set of expressions: for each difference a switch says whose side it is on.</summary>
/// <remarks>
/// Inputs of the expressions: those of the model first, then the columns of draws given what each scenario saw, then one switch for each
/// difference, then the values that a search may set.
/// </remarks>
internal sealed class MixedWorlds
{
    private readonly CompiledModel _model;
    private readonly WorldSpec _a;
    private readonly WorldSpec _b;
    private readonly int _inputs;
    private readonly Dictionary<string, int> _switchOf = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _switchOfInput = [];

    /// <summary>Finds the differences.</summary>
    public MixedWorlds(CompiledModel model, WorldSpec a, WorldSpec b)
    {
        (_model, _a, _b) = (model, a, b);
        _inputs = model.Inputs.Length;
        foreach (var name in model.Order)
        {
            if (!SaysTheSame(name))
            {
                _switchOf[name] = Players.Count;
                Players.Add(new Player(name, IsVariable: true, name));
            }
        }

        foreach (var (name, input) in model.Order.Select(name => (name, model.NoiseInput(name))).Where(pair => pair.Item2 >= 0))
        {
            if (!IsColumn(input) && !Same(Known(a, input), Known(b, input)))
            {
                _switchOfInput[input] = Players.Count;
                Players.Add(new Player(model.Inputs[input].Label, IsVariable: false, name));
            }
        }

        int[] narrowed = [.. Enumerable.Range(0, _inputs).Where(input => IsColumn(input) && !SameColumn(input))];
        if (narrowed.Length > 0)
        {
            foreach (var input in narrowed)
            {
                _switchOfInput[input] = Players.Count;
            }

            var first = model.Inputs[narrowed[0]];
            Players.Add(new Player(
                narrowed.Length == 1 ? first.Label : $"unseen causes ({string.Join(", ", narrowed.Select(input => model.Inputs[input].Label))})",
                IsVariable: false,
                first.Name));
        }
    }

    /// <summary>The expressions.</summary>
    public ExpressionGraph Graph { get; } = new();

    /// <summary>The differences.</summary>
    public List<Player> Players { get; } = [];

    /// <summary>First input that is a switch.</summary>
    public int FirstSwitch => 3 * _inputs;

    /// <summary>First input that is a value to be set.</summary>
    public int FirstValue => FirstSwitch + Players.Count;

    /// <summary>Expressions of all variables, with a switch at every difference.</summary>
    public Dictionary<string, int> Switched() => Build((player, a, b) => Graph.Apply(FormulaOp.If, Graph.Input(FirstSwitch + player), b, a), []);

    /// <summary>Expressions of all variables in one of the two worlds.</summary>
    public Dictionary<string, int> World(bool isB) => Build((_, a, b) => isB ? b : a, []);

    /// <summary>Expressions of all variables in the first world with some of them set to values from outside.</summary>
    /// <param name="set">The variables, in the order of their inputs.</param>
    public Dictionary<string, int> WithSet(IReadOnlyList<string> set) => Build((_, a, _) => a, set);

    /// <summary>Whose column an input of the expressions is: of the model, of one of the scenarios, or none.</summary>
    public double[]? ColumnOf(int input, DrawSet draws, Func<int, Distribution> distribution) => input < _inputs
        ? draws.Of(distribution(input), _model.Inputs[input].Name, _model.Inputs[input].Purpose)
        : input < 2 * _inputs ? _a.Columns[input - _inputs]
        : input < FirstSwitch ? _b.Columns[input - (2 * _inputs)]
        : null;

    private Dictionary<string, int> Build(Func<int, int, int, int> choose, IReadOnlyList<string> set)
    {
        var world = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in _model.Order)
        {
            var natural = Endogenous(name, world, choose) ?? Narrowed(name, choose);
            var a = Changed(_a, name, natural ?? Root(_a, name, 1));
            world[name] = _switchOf.TryGetValue(name, out var player) ? choose(player, a, Changed(_b, name, natural ?? Root(_b, name, 2))) : a;
            if (set.Count > 0 && IndexOf(set, name) is >= 0 and var index)
            {
                // Two inputs: whether it is set, and what to.
                var (isSet, value) = (Graph.Input(FirstValue + (2 * index)), Graph.Input(FirstValue + (2 * index) + 1));
                world[name] = Graph.Apply(FormulaOp.If, isSet, value, world[name]);
            }
        }

        return world;
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    private int? Endogenous(string name, Dictionary<string, int> world, Func<int, int, int, int> choose)
    {
        if (!_model.IsEndogenous(name))
        {
            return null;
        }

        var noise = _model.NoiseInput(name);
        return Graph.Add(
            _model.FormulaOf(name),
            other => world[other],
            part => _switchOfInput.TryGetValue(noise + part, out var player)
                ? choose(player, InputOf(_a, noise + part, 1), InputOf(_b, noise + part, 2))
                : InputOf(_a, noise + part, 1));
    }

    /// <summary>A root of which draws are left, which switch together with all others of which draws are left.</summary>
    private int? Narrowed(string name, Func<int, int, int, int> choose) =>
        _model.ExogenousInput(name) is >= 0 and var input && _switchOfInput.TryGetValue(input, out var player)
            ? choose(player, InputOf(_a, input, 1), InputOf(_b, input, 2))
            : null;

    private int Root(WorldSpec world, string name, int side) => _model.ExogenousInput(name) is >= 0 and var input
        ? InputOf(world, input, side)
        : Graph.Constant(world.Held.TryGetValue(name, out var held) ? held : _model.HeldValue(name).GetValueOrDefault());

    private int InputOf(WorldSpec world, int input, int side) => world.Inputs.TryGetValue(input, out var known) ? Graph.Constant(known)
        : world.Columns.ContainsKey(input) ? Graph.Input((side * _inputs) + input)
        : Graph.Input(input);

    private int Changed(WorldSpec world, string name, int natural) => !world.Changes.TryGetValue(name, out var change) ? natural
        : change.Kind switch
        {
            InterventionKind.Set => Graph.Constant(change.Value),
            InterventionKind.Shift => Graph.Apply(FormulaOp.Add, natural, Graph.Constant(change.Value)),
            _ => Graph.Apply(FormulaOp.Multiply, natural, Graph.Constant(change.Value)),
        };

    private bool SaysTheSame(string name)
    {
        if (Change(_a, name) != Change(_b, name))
        {
            // Setting a root to the value that the other saw of it says the same.
            return !_model.IsEndogenous(name) && RootValue(_a, name) is { } a && RootValue(_b, name) is { } b && a == b;
        }

        return _model.IsEndogenous(name) || Change(_a, name)?.Kind == InterventionKind.Set
            || (_model.ExogenousInput(name) is >= 0 and var input
                ? IsColumn(input) || Same(Known(_a, input), Known(_b, input))
                : Same(RootValue(_a, name), RootValue(_b, name)));
    }

    private double? RootValue(WorldSpec world, string name) => Change(world, name) is { Kind: InterventionKind.Set } set ? set.Value
        : Change(world, name) is not null ? null
        : _model.ExogenousInput(name) is >= 0 and var input ? Known(world, input)
        : world.Held.TryGetValue(name, out var held) ? held : _model.HeldValue(name);

    private bool IsColumn(int input) => _a.Columns.ContainsKey(input) || _b.Columns.ContainsKey(input);

    private bool SameColumn(int input) =>
        _a.Columns.TryGetValue(input, out var a) && _b.Columns.TryGetValue(input, out var b) && a.AsSpan().SequenceEqual(b);

    private static VariableIntervention? Change(WorldSpec world, string name) => world.Changes.TryGetValue(name, out var change) ? change : null;

    private static double? Known(WorldSpec world, int input) => world.Inputs.TryGetValue(input, out var value) ? value : null;

    private static bool Same(double? a, double? b) => a.Equals(b);
}

/// <summary>Something that differs between two scenarios.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="IsVariable">Whether it is a variable that could be set, and not noise.</param>
/// <param name="Variable">The variable, or the one whose noise it is.</param>
internal sealed record Player(string Label, bool IsVariable, string Variable);
