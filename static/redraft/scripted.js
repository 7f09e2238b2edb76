// Tells the stylesheet, before anything is drawn, that scripts run. Every page works without them.
document.body.className +=
  " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
