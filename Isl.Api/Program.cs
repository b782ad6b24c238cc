using Isl.Api;
using Isl.Api.Access;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Endpoints.Attribution;
using Isl.Api.Endpoints.Conformal;
using Isl.Api.Endpoints.Counterfactuals;
using Isl.Api.Endpoints.Discovery;
using Isl.Api.Endpoints.Effects;
using Isl.Api.Endpoints.Fitting;
using Isl.Api.Endpoints.Graphs;
using Isl.Api.Endpoints.Identification;
using Isl.Api.Endpoints.Operations;
using Isl.Api.Endpoints.Profiling;
using Isl.Api.Endpoints.Results;
using Isl.Api.Endpoints.Status;
using Isl.Api.Front;
using Isl.Grains.Hosting;
using Isl.Grains.Hosting.Access;

var builder = WebApplication.CreateBuilder(args);
IslSettings.AddShortNames(builder.Configuration);
builder.AddIslLogging();
builder.AddIslTracing();
builder.AddIslCluster(IslSettings.Read(builder.Configuration));
builder.AddIslHttp();
builder.Services.AddIslApiAccess();
builder.AddIslFront();
builder.Services.AddIslDocs();

var app = builder.Build();
app.UseIslHttp();
app.UseIslApiAccess();
app.UseIslCluster();
app.UseIslFront(); // behind keys and limits
app.MapIslDocs();
app.MapIslMetrics();
app.MapHealth();
app.MapCache();
app.MapAdmin();
app.MapStatus();
app.MapIslDashboard().ForOperatorsAtTheirBrowser().ExcludeFromDescription();
var questions = app.MapQuestions();
questions.MapIdentification();
questions.MapGraphs();
questions.MapDiscovery();
questions.MapCounterfactuals();
questions.MapConformal();
questions.MapFitting();
questions.MapAttribution();
questions.MapProfiling();
questions.MapEffects();
questions.MapResults();
app.Run();

/// <summary>The API host; public so that tests can start it.</summary>
public partial class Program;
