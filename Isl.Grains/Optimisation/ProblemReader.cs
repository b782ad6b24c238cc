using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Optimisation;

/// <summary>Resolves the names of a planning question against its model: objectives, lags, constraints, what is decided, what is held.</summary>
internal sealed class ProblemReader
{
    private readonly StructuralModel _model;
    private readonly PlanSetting _setting;
    private readonly ConstraintReader _constraints;
    private readonly List<InputError> _errors = [];

    private ProblemReader(StructuralModel model, PlanSetting setting)
    {
        (_model, _setting) = (model, setting);
        _constraints = new ConstraintReader(Names(model), setting, _errors);
    }

    /// <summary>Reads a problem.</summary>
    /// <param name="model">The model.</param>
    /// <param name="objectives">Variables or formulas, with the JSON pointer to each.</param>
    /// <param name="setting">What is decided and under which limits.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InputException">Every mistake found, with its place.</exception>
    public static PlanProblem Read(
        StructuralModel model, IReadOnlyList<(string Text, string Path)> objectives, PlanSetting setting, CancellationToken cancellation) =>
        new ProblemReader(model, setting).Read(objectives, cancellation);

    private PlanProblem Read(IReadOnlyList<(string Text, string Path)> objectives, CancellationToken cancellation)
    {
        var formulas = objectives.Select(objective => ReadObjective(objective.Text, objective.Path)).ToList();
        _constraints.Read();
        ThrowIfAny();
        var names = Enumerable.Range(0, objectives.Count).Select(ObjectiveName).ToImmutableArray();
        var lagged = Lagged(formulas!).ToImmutableArray();
        var compiled = CompiledModel.Compile(Extended(formulas!, names, lagged), cancellation: cancellation);
        var bearing = Bearing(compiled, names, lagged);
        var decided = DecisionReader.Read(_model, compiled, _setting, _constraints, bearing, _errors);
        ThrowIfAny();
        return Build(objectives, compiled, names, lagged, bearing, decided);
    }

    private PlanProblem Build(
        IReadOnlyList<(string Text, string Path)> objectives,
        CompiledModel compiled,
        ImmutableArray<string> names,
        ImmutableArray<string> lagged,
        HashSet<string> bearing,
        DecisionsRead decided)
    {
        var initial = _setting.InitialState.ToDictionary(value => value.Variable, value => value.Value, StringComparer.Ordinal);
        var lags = lagged.Select(name => new LaggedVariable(name + FormulaLexer.Lag, name, Start(name))).ToImmutableArray();
        var used = decided.Decisions.Select(decision => decision.Variable).Concat(lagged).Concat(Held()).ToHashSet(StringComparer.Ordinal);
        return new PlanProblem
        {
            Model = compiled,
            Setting = _setting,
            Objectives = [.. objectives.Select(objective => objective.Text.Trim())],
            ObjectiveVariables = names,
            Decisions = decided.Decisions,
            Limits = decided.Limits,
            Budget = _constraints.Budget ?? double.PositiveInfinity,
            Lags = lags,
            Ignored = [.. initial.Keys.Where(name => !used.Contains(name)).Order(StringComparer.Ordinal)],
            StartsTaken = decided.StartsTaken,
            Assumed =
            [
                .. compiled.AssumedValues.Where(value => bearing.Contains(value.Variable) && !used.Contains(value.Variable)),
                .. decided.StartsTaken,
                .. lagged.Where(name => !initial.ContainsKey(name) && decided.Decisions.All(decision => decision.Variable != name))
                    .Select(name => new VariableValue(name, Start(name))),
            ],
        };

        double Start(string name) =>
            decided.Decisions.FirstOrDefault(decision => decision.Variable == name)?.Start
            ?? (initial.TryGetValue(name, out var value) ? value : DecisionReader.UsualValue(compiled, name));
    }

    private Formula? ReadObjective(string text, string path)
    {
        try
        {
            var known = Names(_model);
            var formula = FormulaParser.Parse(known.Contains(text.Trim()) ? $"`{text.Trim()}`" : text, path);
            if (formula.Noises > 0)
            {
                _errors.Add(new InputError(path, "An objective has no noise of its own; remove noise from the formula."));
            }

            foreach (var (name, position) in formula.Inputs.Where(input => !known.Contains(Unlagged(input.Name))))
            {
                _errors.Add(new InputError(
                    path,
                    $"column {FormulaLexer.ColumnOf(formula.Text, position)}: the model has no variable '{name}'; "
                        + $"it has {NameList.Quoted(_model.Variables)}."));
            }

            return formula;
        }
        catch (InputException e)
        {
            _errors.AddRange(e.Errors);
            return null;
        }
    }

    /// <summary>Variables whose earlier value a formula asks for, in ordinal order.</summary>
    private IEnumerable<string> Lagged(IEnumerable<Formula> objectives)
    {
        var known = Names(_model);
        return objectives
            .Concat(_model.Equations.Select(Parsed).OfType<Formula>())
            .SelectMany(formula => formula.Inputs)
            .Where(input => !known.Contains(input.Name) && known.Contains(Unlagged(input.Name)))
            .Select(input => Unlagged(input.Name))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
    }

    private StructuralModel Extended(IEnumerable<Formula> objectives, ImmutableArray<string> names, ImmutableArray<string> lagged) => _model with
    {
        Variables = [.. _model.Variables, .. lagged.Select(name => name + FormulaLexer.Lag), .. names],
        Equations = [.. _model.Equations, .. objectives.Select((formula, i) => new StructuralEquation(names[i], formula.Text,
            null) { IsText = true })],
        Values =
        [
            .. _model.Values.Where(value => _setting.InitialState.All(initial => initial.Variable != value.Variable)),
            .. Held().Select(name => _setting.InitialState.First(value => value.Variable == name)),
            .. lagged.Select(name => new VariableValue(name + FormulaLexer.Lag, 0)),
        ],
    };

    /// <summary>Variables with neither equation nor distribution that the state before the first step gives a value.</summary>
    private IEnumerable<string> Held() => _setting.InitialState
        .Select(value => value.Variable)
        .Where(_model.Variables.Contains)
        .Where(name => _model.Equations.All(equation => equation.Variable != name) && _model.Distributions.All(quantity => quantity.Name != name));

    private static Formula? Parsed(StructuralEquation equation)
    {
        try
        {
            return FormulaParser.Parse(equation.Formula, ModelPaths.Formula(equation));
        }
        catch (InputException)
        {
            return null; // compiling the model reports it together with all others
        }
    }

    /// <summary>Everything that the objectives lead back to, through lags too.</summary>
    private static HashSet<string> Bearing(CompiledModel model, ImmutableArray<string> objectives, ImmutableArray<string> lagged)
    {
        var found = objectives.ToHashSet(StringComparer.Ordinal);
        for (var before = 0; before != found.Count;)
        {
            before = found.Count;
            found.UnionWith(found.ToList().SelectMany(name => model.ParentsOf(name)));
            found.UnionWith(lagged.Where(name => found.Contains(name + FormulaLexer.Lag)));
        }

        return found;
    }

    private string ObjectiveName(int index)
    {
        var name = $"objective {index + 1}";
        while (Names(_model).Contains(name))
        {
            name += "'";
        }

        return name;
    }

    private void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new InputException([.. _errors]);
        }
    }

    private static string Unlagged(string name) =>
        name.EndsWith(FormulaLexer.Lag, StringComparison.Ordinal) ? name[..^FormulaLexer.Lag.Length] : name;

    private static HashSet<string> Names(StructuralModel model) =>
        model.Variables.Concat(model.Distributions.Select(quantity => quantity.Name)).ToHashSet(StringComparer.Ordinal);
}
